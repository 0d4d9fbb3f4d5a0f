# What LLM services say. A file beside the notebook, llm.en.ftl, replaces what it names.

## What customers wrote

texts-none = The data hold no table of texts (reviews, requests, messages), so nothing is sorted: name one under data.texts.
kind-none = not said
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

task-classify = Sort texts
model-cheap = Own small model
models-none = { $services ->
    [0] No text is labelled, and no service is set up: nothing can be compared.
   *[other] No text is labelled, so nobody can say how often a model is right.
}
models =
    .caption = Every model on the same texts
    .task = Task
    .model = Model
    .n = Texts
    .right = Where a person put them
    .right_of_answered = The same, of those it answers
    .answered = Answered
    .better = More than the own small model
    .dollars = Service's price of 1,000 texts
    .seconds = An answer takes
    .note = Who abstains leaves the text to a person, and counts as not right. Always naming “{ $name }” would be right for { PERCENT($share, digits: 0) }.{ $services ->
        [0] {" "}No service is set up, so nothing was sent to any: the own small model runs on this machine. A service that is named under llm.door is tested here beside it.
       *[other] {" "}The own small model never saw the texts it is tested on, and no service was shown them as examples.
    }
dollars = US$ { NUMBER($amount, digits: 2) }
dollars-none = none
seconds = { $half } s; 1 of 20 over { $slow } s
method-paired = difference on the same { $n } texts, Bonett and Price's interval
models-chart =
    .title = { $outcome ->
        [cheap] The own small model is as good as “{ $best }”, within the margin
        [service] “{ $best }” is right more often than the own small model
        [open] It is not shown whether “{ $best }” is better than the own small model
        [none] No model is shown to do better than always naming one category
       *[alone] How often the answer is what a person said
    }
    .subtitle = Dashed: always naming “{ $name }”, the commonest. The line across each value is its 95% interval.
    .axis = Texts put where a person put them
confidence-none = How sure the own small model is, is not drawn: that takes { $least } labelled texts and two categories it can learn.
confidence =
    .title = { $holds ->
        [yes] The own small model is right about as often as it says
       *[no] The own small model is not right as often as it says
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
    [cheap] offline: own small model
   *[nobody] offline: nobody
}
topics-none = No text was sorted: each waits for a person.
topics =
    .title = { PERCENT($share, digits: 0) } of the { $n } other texts were put under “{ $name }”, more than under any other
    .subtitle = As the model sorts them, its mistakes included.
    .axis = Share of these texts
artifact = The category of each text, for a help desk or CRM
artifact-copies = Campaign texts, with what is wrong with them

## Headline, key figures, decisions

headline-none = The data hold no texts of customers, so nothing was sorted and no model compared.
headline =
    .cheap = A small model of your own is good enough to sort texts: it puts { PERCENT($right, digits: 0) } of them ({ INTERVAL($right) }) where a person put them, and “{ $model }” is not better by more than the margin you set.
    .service = “{ $model }” sorts texts better than a small model of your own: it puts { PERCENT($better, digits: 0) } more of them ({ INTERVAL($better) }) where a person put them.
    .open = On { $n } labelled texts it is not shown whether “{ $model }” sorts better than a small model of your own, which puts { PERCENT($right, digits: 0) } ({ INTERVAL($right) }) where a person put them: until it is, the cheaper one will do.
    .alone = { $way ->
        [cheap] A small model of your own puts { PERCENT($right, digits: 0) } of texts ({ INTERVAL($right) }) where a person put them
       *[service] “{ $model }” puts { PERCENT($right, digits: 0) } of texts ({ INTERVAL($right) }) where a person put them
    }{ $services ->
        [0] ; no service was asked, so whether one would do better is not known.
       *[other] { $way ->
            [cheap] ; no service is shown to do better than chance.
           *[service] ; there is no small model of your own that could do it cheaper.
        }
    }
    .none = Do not let a machine sort these texts yet: on { $n } labelled texts none is shown to do better than always answering “{ $commonest }”, which is right for { PERCENT($share, digits: 0) }.
    .unlabelled = { $texts ->
        [0] There is no text to sort.
       *[other] { $services ->
            [0] None of the { $texts } texts can be sorted yet: no person has put any into a category, and no service is set up.
           *[other] The texts were sorted by a service that nobody has tested: no person has put any text into a category, so how often it is right is not known.
        }
    }
figure-right = Texts put where a person put them: { $model }
figure-better = More than the own small model: { $model }
figure-sorted = Texts sorted, of the { $n } that nobody had labelled
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
           *[some] ; “{ $model }” puts { PERCENT($better, digits: 1) } more there ({ INTERVAL($better) })
        }
       *[service] { $better ->
            [none] { PERCENT($right, digits: 0) } of texts are put where a person would put them
           *[some] { PERCENT($better, digits: 1) } more texts ({ INTERVAL($better) }) are put where a person would put them
        }
    }{ $dollars ->
        [0] {""}
       *[other] ; “{ $model }” bills US$ { NUMBER($dollars, digits: 0) } for { $volume } texts a year
    }
    .period = a year of { $volume } texts, { $assumed ->
        [yes] as you assume
       *[no] as many as in the last year of the data
    }
    .population = texts that no person reads any more, if reading one costs { MONEY($reading, digits: 2) } and { $mistake ->
        [none] a mistake nothing
       *[some] a mistake { MONEY($mistake, digits: 2) }
    }, as you assume
    .measured = what it costs that a person reads one text, and a mistake, under llm.classify
check-chance = { $model } does better than always naming the commonest category
    .detail = It is right for { PERCENT($more, digits: 1) } more texts ({ INTERVAL($more) }).
limit-masked = People are hidden in texts by rules that miss some: a text may still name someone in a way that no rule knows.
limit-labels = Right means what a person said of { $n } texts. Where that person was wrong the model counts as wrong, and texts that come in later may be about other things.
limit-offline = No service was asked: nothing here tells how well one would do, and every text that is marked “offline” was made on this machine.
limit-volume = The texts have too few dates to tell how many are written in a year, so no figure is for a year; give llm.classify.texts_a_year.
