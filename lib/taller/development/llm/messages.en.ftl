# What LLM services say. A file beside the notebook, llm.en.ftl, replaces what it names.

## The services

services-none = No service is set up, so nothing left this machine: what follows was made offline, without a language model. How to set one up stands in params/README.md.
services =
    .caption = Which model answers what
    .endpoint = Model
    .tasks = Asked for
    .where = Where
    .limits = At most
    .state = When looked at
    .note = A task that has several models goes to the next where the one before is down, and never for a wrong key. At most US$ { NUMBER($run, digits: 2) } are spent in a run and US$ { NUMBER($month, digits: 2) } in a month; what it could cost at worst is set aside before a question is sent.{ $notices ->
        [none] {""}
       *[some] {" "}{ LIST($notices) }.
    }
at = { $kind ->
    [openai] OpenAI
    [anthropic] Anthropic
    [google] Google
    [microsoft] Microsoft Azure, by the environment
    [offline] this machine
   *[other] { $kind }
}
limits = { $rpm ->
    [none] {""}
   *[some] { $rpm } questions a minute,{" "}
}{ $tpm ->
    [none] {""}
   *[some] { $tpm } tokens a minute,{" "}
}{ NUMBER($timeout, digits: 0) } s an answer
task =
    .copy = Campaign texts
    .judge = Judge of campaign texts
    .classify = Sort texts
    .summarise = Director’s summary
    .check = Connection test
model-offline = offline
tasks-none = No task has been done whose quality can be told.
tasks =
    .caption = How well each task was done, and by which model
    .task = Task
    .model = Model
    .n = Of
    .share = Right
    .what = What right means here
    .dollars = Service’s price of 1,000 answers
    .seconds = An answer takes
    .note = Every model that is set up for a task is told here, on your own campaigns, preferences and texts. Of texts and summaries this is only what rules can check; whether they are good is for a person to say.{ $silent ->
        [none] {""}
       *[some] {" "}{ LIST($silent) }. Once that is put right, run again with --fresh.
    }
quality =
    .copy = passes the whole check list
    .judge = prefers what the client prefers
    .classify = where a person put it
    .summarise = a sentence kept as the model worded it, its figures bound
silent = “{ $model }” left { $n ->
    [one] one question
   *[other] { $n } questions
} without an answer ({ $task }): { LIST($why) }
kind-of-failure =
    .key = no key, or one the service does not take
    .address = no address that may be asked
    .model = no such model
    .refusal = the model refuses
    .budget = the budget does not allow it
    .price = its price is not known
    .empty = the text is empty
    .long = the text is too long
    .garbled = the text is damaged
    .context = longer than the model reads
    .invalid = an answer of another form
    .limit = too many questions for the service
    .quota = the account is used up
    .busy = the service is overloaded
    .server = the service failed
    .timeout = no answer in time
    .lost = the connection broke
    .rejected = the service does not take the question
    .open = it had failed too often just before

## What left the house

hidden-none = In { $n } texts nobody was found who would have to be hidden.
hidden =
    .caption = What was hidden in { $n } texts of customers
    .kind = What
    .n = Mentions
    .texts = Texts
    .note = It is replaced by a placeholder when the texts are read: no page, no service and no file of the run has it, but for the quarantine of rows that could not be used. What rules do not recognise stays in the text.
hidden-kind =
    .PERSON = Names of people
    .PLACE = Places and addresses
    .CONTACT = Telephone numbers, e-mail and web addresses
    .ID = Identity, tax, card and account numbers
calls-none = No service was asked, in this run or before: nothing left the house, and nothing was paid.
calls =
    .caption = What was asked of services, and what it took
    .when = When
    .task = Task
    .endpoint = Model
    .calls = Answered
    .cached = From memory
    .retries = Asked again
    .failed = Failed
    .tokens = Tokens
    .cost = Paid
    .seconds = An answer takes
    .note = What was asked before is answered from memory, at no price. Of each call the log .llm/sent.jsonl beside the runs holds when, where to and how much, and the text only if log_content says so.{ $why ->
        [none] {""}
       *[some] {" "}Failed in this run: { LIST($why) }.
    }
failed = { $kind }: { $n }
when =
    .run = this run
    .ever = since the first

## What customers wrote

texts-none = The data hold no table of texts (reviews, requests, messages), so nothing is sorted: name one under data.texts.
kind-none = not said
kind =
    .review = reviews
    .ticket = requests
    .message = messages
texts =
    .caption = What customers wrote
    .kind = Kind
    .n = Texts
    .labelled = Put into a category by a person
    .first = From
    .last = To
    .note = People named in a text are hidden before it is kept, shown or sent: [PERSON_1], [CONTACT_1] …{ $empty ->
        [0] {""}
        [one] {" "}One text without any word was set apart.
       *[other] {" "}{ $empty } texts without any word were set apart.
    }{ $strange ->
        [none] {""}
       *[some] {" "}{ $n } labels are none of the categories and were not used: { LIST($strange, most: 5) }.
    }
categories-none = There are no categories: name them under llm.classify.categories, or label some texts.
categories =
    .caption = The categories
    .name = Category
    .description = What belongs to it
    .n = Texts that a person put there
    .note = { $given ->
        [yes] As the engagement file names them.
       *[no] The file names none, so the labels stand in for them.
    }

## Which model to use

model-cheap = Your own small model
models-none = { $services ->
    [0] No text is labelled, and no service is set up: nothing can be compared.
   *[other] No text is labelled, so nobody can say how often a model is right.
}
models =
    .caption = Every model on the same texts
    .model = Model
    .n = Texts
    .right = Where a person put them
    .right_of_answered = The same, of those it answers
    .answered = Answered
    .better = Difference from your own small model, of all texts
    .dollars = Service’s price of 1,000 texts
    .seconds = An answer takes
    .note = A model that abstains leaves the text to a person; that counts as not right. Always naming “{ $name }” would be right for { PERCENT($share, digits: 0) }.{ $services ->
        [0] {" "}No service is set up, so nothing was sent to any: your own small model runs on this machine. A service that is named under llm.door is tested here beside it.
       *[other] {" "}Your own small model never saw the texts it is tested on, and no service was shown them as examples.
    }{ $untaught ->
        [none] {""}
       *[some] {" "}Categories with too few different texts to learn from, which your own small model never names: { LIST($untaught) }.
    }{ $silent ->
        [none] {""}
       *[some] {" "}{ LIST($silent) }.
    }
dollars = US$ { NUMBER($amount, digits: 2) }
paid = US$ { NUMBER($amount, digits: 4) }
dollars-none = none
seconds = { $half } s; 1 of 20 over { $slow } s
method-paired = difference on the same { $n } texts, Bonett and Price’s interval
models-chart =
    .title = { $outcome ->
        [cheap] Your own small model is at least as good as “{ $best }”, within the margin
        [service] “{ $best }” is right more often than your own small model
        [open] It is not shown whether “{ $best }” is better than your own small model
        [none] No model is shown to do better than always naming one category
       *[alone] How often the answer is what a person said
    }
    .subtitle = Dashed: always naming “{ $name }”, the commonest. The line across each value is its 95% interval.
    .axis = Texts put where a person put them
confidence-none = How sure your own small model is, is not drawn: that takes { $least } labelled texts and two categories it can learn.
confidence-alike = Your own small model is about equally sure of all texts: { PERCENT($least, digits: 0) } in the eighth it is least sure of, { PERCENT($most, digits: 0) } in the one it is most sure of. Of all { $n } it is right in { PERCENT($right, digits: 0) } ({ INTERVAL($right) }), { $holds ->
    [yes] which is what it says of itself on the whole
   *[no] which is not what it says of itself
}. It does not tell which texts a person should read, so no chart of it is drawn.
confidence =
    .title = { $holds ->
        [yes] Your own small model is right about as often as it says
       *[no] Your own small model is not right as often as it says
    }
    .subtitle = Each dot: an eighth of the labelled texts, by how sure it was. On the dashed line it is right as often as it says.
    .x_axis = How sure it says it is
    .y_axis = How often it is right
    .n = Texts

## What the other texts are about

sorted-none = Every text is labelled already: there is nothing left to sort.
category-none = left to a person
sorted =
    .caption = Some of the texts that nobody had labelled
    .text = Text
    .category = Category
    .confidence = How sure
    .by = Sorted by
    .note = The file categories.csv holds all of them, without their text.
by = { $who ->
    [service] a service
    [cheap] offline: your own small model
   *[nobody] offline: nobody
}
topics-none = No text was sorted: each waits for a person.
topics =
    .title = { PERCENT($share, digits: 0) } of the { $n } other texts were put under “{ $name }”, { $tied ->
        [yes] and as many under another category
       *[no] more than under any other category
    }
    .subtitle = As the model sorts them, its mistakes included.
    .category = Category
    .axis = Share of these texts
artifact =
    .copies = Campaign texts part by part, those that failed the check list with the reason
    .categories = The category of each text, for a help desk or CRM
    .calls = What the services were asked and took, for Prometheus

## Headline, key figures, decisions

headline-none = { $copies ->
    [0] The data hold no texts of customers and no campaign is described, so no model was put to work.
   *[other] { $passed } of { $copies } campaign texts pass the whole check list{ $offline ->
        [yes] , made offline from the client’s own templates and facts
       *[no] {""}
    }; the data hold no texts of customers to sort.
}
headline =
    .cheap = A small model of your own is good enough to sort texts: it puts { PERCENT($right, digits: 0) } of them ({ INTERVAL($right) }) where a person put them, and “{ $model }” is not better by more than { PERCENT($margin, digits: 1) } of all texts, the margin that was set.
    .service = “{ $model }” sorts texts better than a small model of your own: the difference, in texts put where a person put them, is { PERCENT($better, digits: 0) } of all texts ({ INTERVAL($better) }).
    .open = On { $n } labelled texts it is not shown whether “{ $model }” sorts better than a small model of your own, which puts { PERCENT($right, digits: 0) } ({ INTERVAL($right) }) where a person put them: until it is, the cheaper one will do.
    .alone = { $way ->
        [cheap] A small model of your own puts { PERCENT($right, digits: 0) } of texts ({ INTERVAL($right) }) where a person put them
       *[service] “{ $model }” puts { PERCENT($right, digits: 0) } of texts ({ INTERVAL($right) }) where a person put them
    }{ $services ->
        [0] ; no service was asked, so whether one would do better is not known.
       *[other] { $way ->
            [cheap] ; no service is shown to do better than always naming one category.
           *[service] ; there is no small model of your own that could do it cheaper.
        }
    }
    .none = Do not let a machine sort these texts yet: on { $n } labelled texts none is shown to do better than always answering “{ $commonest }”, which is right for { PERCENT($share, digits: 0) }.
    .single = All labels name the same category, so there is nothing to choose between: these texts cannot be sorted until others are labelled too.
    .unlabelled = { $texts ->
        [0] There is no text to sort.
       *[other] { $services ->
            [0] None of the { $texts } texts can be sorted yet: no person has put any into a category, and no service is set up.
           *[other] The texts were sorted by a service that nobody has tested: no person has put any text into a category, so how often it is right is not known.
        }
    }
figure-right = Texts put where a person put them: { $model }
figure-better = Difference from your own small model, of all texts: { $model }
figure-sorted = Texts sorted, of the { $n } that nobody had labelled
figure-copies = Campaign texts that pass the whole check list, of { $n }{ $offline ->
    [yes] {" "}(offline)
   *[no] {""}
}
method-counted = counted
decide-label =
    .what = Let a person put { $n } texts into categories
    .owner = Customer service
    .effect = { $services ->
        [0] Then a small model of your own can be learned, and any service tested beside it
       *[other] Then the service is tested, and a small model of your own beside it
    }
    .measured = the next run, on those labels
decide-mend =
    .what = Let two people label the same 100 texts, and see how often they agree, before anything is bought
    .owner = Customer service
    .effect = Where two people do not agree no model can; until then naming “{ $name }” each time would do as well
    .measured = the next run, on the mended labels
decide-use =
    .what = { $way ->
        [cheap] { $outcome ->
            [cheap] Sort texts with the small model of your own, and buy no service for it
            [open] Sort texts with the small model of your own; label { $need } texts before a service is bought
           *[alone] Sort texts with the small model of your own
        }
       *[service] Sort texts with “{ $model }”
    }{ $pays ->
        [no] , only if that is worth more than the money: at the prices you gave, a person who reads all costs less
       *[other] {""}
    }
    .owner = Customer service
    .effect = { $way ->
        [cheap] { PERCENT($right, digits: 0) } of texts are put where a person would put them, at no price per text{ $better ->
            [none] ; a service has to beat that
           *[some] ; with “{ $model }” the difference is { PERCENT($better, digits: 1) } of all texts ({ INTERVAL($better) })
        }
       *[service] { $better ->
            [none] { PERCENT($right, digits: 0) } of texts are put where a person would put them
           *[some] { PERCENT($right, digits: 0) } of texts are put where a person would put them; the difference from the small model is { PERCENT($better, digits: 1) } of all texts ({ INTERVAL($better) })
        }
    }{ $dollars ->
        [0] {""}
       *[other] ; “{ $model }” bills US$ { NUMBER($dollars, digits: 2) } for { $volume } texts a year
    }
    .period = a year of { $volume } texts, { $assumed ->
        [yes] as you assume
       *[no] as many as in the last year of the data
    }
    .population = texts that no person reads any more{ $reading ->
        [none] {""}
       *[some] , if reading one costs { MONEY($reading, digits: 2) } and { $mistake ->
            [none] a mistake nothing
           *[some] a mistake { MONEY($mistake, digits: 2) }
        }, as you assume
    }
    .measured = what it costs that a person reads one text, and a mistake, under llm.classify
check-chance = { $model } does better than always naming the commonest category
    .detail = { $more ->
        [none] It answers no text
       *[some] The difference is { PERCENT($more, digits: 1) } of the texts it answers ({ INTERVAL($more) })
    }
limit-masked = People are hidden in texts by rules that miss some: a text may still name someone in a way that no rule knows.
limit-labels = Right means what a person said of { $n } texts. Where that person was wrong the model counts as wrong, and texts that come in later may be about other things.
limit-copies = The check list knows lengths, links, figures, forbidden words and claims; a person reads each text before it is sent.
limit-dollars = Services bill in US dollars, and llm.per_usd does not say what one is worth: what they cost is in no figure in the client’s currency.
limit-offline = No service was asked: nothing here tells how well one would do, and every text that is marked “offline” was made on this machine.
limit-volume = The texts have too few dates to tell how many are written in a year, so no figure is for a year; give llm.classify.texts_a_year.
