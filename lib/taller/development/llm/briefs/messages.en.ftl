# What the tasks copy and summarise say.

task-unknown =
    .language = is no language that texts are written in; these are: { LIST($known) }
    .channel = is no channel; these are: { LIST($known) }
task-fault =
    .facts = needs at least one fact: a text claims nothing that is not in the facts
    .part = is no part of this channel’s texts; these are: { LIST($known) }
    .placeholder = holds placeholders that `placeholders` does not name: { LIST($unknown) }{ $known ->
        [none] {""}
       *[other] {" "}(named: { LIST($known) })
    }; name each with the longest value it may have
    .long = { $what ->
        [voice] the voice
       *[campaign] the campaign
    } has { $n } words, and may have { $most }: every text is paid by its length; keep what matters

task-flaw =
    .long = too long: { $part } has { NUMBER($n) }, at most { NUMBER($most) }
    .empty = without text: { LIST($parts) }
    .legal = the legal line is missing: { $line }
    .optout = { $part } does not say how to opt out
    .link = links to what is not on the list of domains: { $link }
    .unknown = placeholders nobody fills in: { LIST($names) }
    .lost = placeholders that are missing: { LIST($names) }
    .forbidden = says what the brand does not say: { $claim }
    .never = { $kind ->
        [medical] a claim about health
       *[money] a promise of money
    } that no text may make: { $claim }
    .claim = claims what the facts do not: { $claim }
    .condition = leaves out the condition of: { $claim }
    .number = numbers that are not in the facts: { LIST($numbers) }
    .markup = holds markup or code: { $what }
    .letters = { $any ->
        [yes] holds characters that nobody sees: { LIST($odd) }
       *[no] mixes alphabets
    }
    .language = is not written in { $wanted ->
        [es] Spanish
       *[en] English
    }
    .repeated = repeats variant { $first }
    .refused = nobody wrote it: { $why }

task-by =
    .offline = offline, without a model: the client’s own template or facts
    .nobody = nobody

task-no-facts = There is nothing to sum up: no analysis of this run has found anything yet, or a headline is withheld because the data does not add up.
task-fact =
    .decision = { $what } ({ $owner }){ $sure ->
        [none] {""}
        [tested] : { MONEY($worth) } ({ INTERVAL($worth) }), { $period }, { $population }; tested on data held back
        [estimated] : { MONEY($worth) } ({ INTERVAL($worth) }), { $period }, { $population }; estimated
       *[assumed] : { MONEY($worth) } ({ INTERVAL($worth) }), { $period }, { $population }; it rests on an assumption
    }
    .figure = { $label }{ $subject ->
        [none] {""}
       *[other] {" "}({ $subject })
    }: { $value } (“{ $title }”)
    .value = { $value }{ $range ->
        [none] {""}
       *[other] {" "}({ $range })
    }{ $aim ->
        [none] {""}
       *[other] ; the aim was { $aim }
    }
task-author =
    .offline = Put together without a model, from the headlines, decisions and figures of this run’s own analyses.
    .refused = Put together without a model, as none answered ({ $why }).
    .model = Written by { $model }; it writes no number: the figures with their subjects and units are filled in from the analyses.{ $own ->
        [0] {""}
       *[other] {" "}Sentences that are the analyses’ own, as the model’s could not be borne out: { NUMBER($own) } of { NUMBER($all) }.
    }
task-refused =
    .slots = it does not hold the facts that it names, each once
    .joined = something is joined to a figure, which makes it another number
    .unknown = it names a fact that there is not
    .bound = it tells a figure of what is another’s
    .alone = a headline or decision has to stand alone
    .words = it says more than its facts do: { LIST($words) }

task-no-copies = No campaign is described: name one under llm.campaigns, with its channel and its facts.
task-copies =
    .caption = The texts, each held against the check list
    .campaign = Campaign
    .variant = Language
    .text = Text
    .state = Check list
    .by = Written by
    .note = { $failed ->
        [0] As far as the list sees, nothing is wrong here ({ NUMBER($n) }). It does not see everything: a person reads each text before it is sent.
       *[other] Not to be used as they are: { NUMBER($failed) } of { NUMBER($n) }. The list does not see everything: a person reads each text before it is sent.
    }
task-channel =
    .email = e-mail
    .sms = SMS
    .push = push notification
    .google_ads = Google Ads
    .meta_ads = Meta Ads
    .linkedin_ads = LinkedIn Ads
    .whatsapp = WhatsApp
task-part =
    .subject = subject
    .preheader = preheader
    .body = text
    .title = title
    .headline = headline
    .description = description
    .primary_text = primary text
    .introduction = introduction
    .header = header
    .footer = footer
    .button = button
task-standing =
    .passed = passed
    .best = passed; the judge prefers it
    .failed = not to be used: { $why }
task-no-judge = No winner is named among variants: { $known ->
    [0] nobody has said which of two texts the client prefers (llm.voice.preferences), so nothing shows what a judge is worth.
   *[other] no model has judged the { NUMBER($known) } pairs of texts that the client has, so nothing shows what a judge is worth.
}
task-judge =
    .caption = The judge of texts, on { NUMBER($pairs) } pairs that the client has judged
    .what = What
    .value = Value
    .note = { $believed ->
        [yes] It agrees with the client more often than chance would, on the { NUMBER($decided) } pairs that it decides, so it may name a winner.
       *[no] It is not shown to agree with the client more often than chance would ({ NUMBER($decided) } pairs decided), so it names no winner.
    } Each pair is shown in both orders; a judge that contradicts itself decides nothing.
task-judge-line =
    .steady = Says the same in both orders
    .first = Prefers what stands first (half would be even)
    .share = Prefers what the client prefers, where it decides
task-summary =
    .caption = Sentence by sentence, and whose each is
    .sentence = What it comes to
    .of = From
    .by = In whose words
task-worded =
    .model = the model’s, figures filled in
    .own = the analysis’s own
