# What readiness says. A file beside the notebook, readiness.en.ftl, replaces what it names.

## The checklist

# How ready the client is, with what follows from it
level =
    .high = High – Ready for full implementation
    .medium = Medium – Needs further preparation
    .low = Low – Needs considerable preparation
    .very_low = Very low – Not recommended for implementation
    .unassessed = Not assessed

# The same in a word, as it fits an axis
level-short =
    .high = High
    .medium = Medium
    .low = Low
    .very_low = Very low

criterion =
    .data_quality = Data quality
    .technical_infrastructure = Technical infrastructure
    .team_expertise = Team expertise
    .budget_availability = Budget availability
    .timeline_flexibility = Timeline flexibility

group =
    .infrastructure = Technical infrastructure
    .data = Data and analytics
    .team = Team and resources
    .goals = Goals and expectations

# What an answer rests on
source =
    .measured = measured
    .documented = documented
    .opinion = opinion
    .unanswered = not answered
    .data = measured in the data

# Who can raise a question, at most clients
owner =
    .data = Head of data or analytics
    .export = Whoever exports the data
    .finance = Finance
    .it = IT
    .management = Management
    .marketing = Marketing director
    .people = Human resources

# Each question in a few words, then: as it is asked; what 0, 2 and 4 points look like, so that people mean the same; who can raise it; what to do first, and what to do later.
question-data_access = Access to data
    .ask = How easily can good data be got at?
    .at-0 = Nobody can export it
    .at-2 = On request, by hand, within weeks
    .at-4 = At any time, documented, with consent settled
    .owner = { owner.it }
    .first = Name one person who may export the data, and get the first export
    .later = Automate the export, document its columns and settle consent

question-infrastructure = Today's systems
    .ask = What state are today's systems in?
    .at-0 = Separate systems, and no place to bring data together
    .at-2 = Shop and CRM are joined by hand
    .at-4 = A warehouse or platform is in use and looked after
    .owner = { owner.it }
    .first = Bring orders, customers and campaigns into one database
    .later = Move the joins made by hand to a warehouse that someone looks after

question-technical_people = Technical people
    .ask = Are technical people available for this?
    .at-0 = Nobody
    .at-2 = Some, with other priorities
    .at-4 = Analysts and engineers are assigned
    .owner = { owner.management }
    .first = Assign an analyst for two days a week, from within or under contract
    .later = Take the analysts off other work for as long as the pilot lasts

question-ai_budget = Budget for AI
    .ask = Is there a budget for AI?
    .at-0 = No budget
    .at-2 = Enough for a trial
    .at-4 = Approved for a year, running costs included
    .owner = { owner.management }
    .first = Put a trial of one use case, with its costs, to management
    .later = Have a year approved, running costs included

question-available_data = Data there is
    .ask = Which data is there?
    .at-0 = Hardly any
    .at-2 = Orders, for less than two years or without customers
    .at-4 = Orders, customers, visits and campaigns of two years or more
    .owner = { owner.data }
    .first = Start to record customers and campaigns beside orders
    .later = Complete two years of orders, customers, visits and campaigns

question-data_cleanliness = Cleanliness of data
    .ask = How clean is the data?
    .at-0 = Unknown, or full of gaps
    .at-2 = Usable after being mended each time
    .at-4 = Checked all the time; its totals are those of finance
    .owner = { owner.export }
    .first = Work through the list on the page about the data with whoever exports it
    .later = Check every export by itself, and hold its totals against those of finance

question-analytics_tools = Analytics tools
    .ask = Which analytics tools are in place?
    .at-0 = No tool
    .at-2 = Web analytics and spreadsheets
    .at-4 = Web analytics, reporting and tests, used every week
    .owner = { owner.data }
    .first = Install one web analytics tool and agree on the events it records
    .later = Make one report a week from it, and one test a month

question-real_time = Real-time access
    .ask = Can data be had in real time?
    .at-0 = By hand, months later
    .at-2 = A daily export
    .at-4 = Within minutes, through an interface
    .owner = { owner.it }
    .first = Turn the export by hand into a daily one
    .later = Connect the interface that the first live use case needs

question-marketing_team = Digital marketing team
    .ask = Is there a digital marketing team?
    .at-0 = Nobody
    .at-2 = One or two people, or an agency
    .at-4 = A team with a lead and someone for each channel
    .owner = { owner.marketing }
    .first = Name one person who answers for digital marketing
    .later = Give each channel someone who answers for it, and all of them a lead

question-ai_experience = Experience with AI
    .ask = What experience with AI is there?
    .at-0 = No experience
    .at-2 = A trial was made
    .at-4 = Models are in use, and their effect is measured
    .owner = { owner.data }
    .first = Make one small trial whose result is measured
    .later = Put the best trial into daily use and measure its effect

question-team_time = Time of the team
    .ask = How much time can the team give?
    .at-0 = No time
    .at-2 = About a day a week
    .at-4 = Named people are freed for it in writing
    .owner = { owner.marketing }
    .first = Agree with line managers on half a day a week
    .later = Free named people in writing for as long as the project lasts

question-specialists = Specialists
    .ask = Do specialists have to be hired?
    .at-0 = All of them, and none has been found
    .at-2 = Some, who are being looked for
    .at-4 = None: they are in house or under contract
    .owner = { owner.people }
    .first = List which skills are missing, and for how long
    .later = Sign contracts for the missing skills before the start

question-main_goals = Main goals
    .ask = Are the main goals agreed on and ranked?
    .at-0 = None, or everything at once
    .at-2 = Named, not ranked
    .at-4 = Ranked, each with an owner
    .owner = { owner.management }
    .first = Agree on the main goals in one meeting with management
    .later = Rank the goals and give each an owner

question-target_metrics = Metrics to improve
    .ask = Is it settled which metrics should improve?
    .at-0 = Not settled
    .at-2 = Named, without today's value
    .at-4 = Today's value, the target and its worth are known
    .owner = { owner.marketing }
    .first = Choose two metrics and write down where they stand today
    .later = Set a target for each metric and say what reaching it is worth

question-expected_timeline = Expected timeline
    .ask = Is the expected timeline realistic?
    .at-0 = Results are expected within weeks
    .at-2 = A fixed date, and a tight one
    .at-4 = In stages of months, with room to spare
    .owner = { owner.marketing }
    .first = Agree on a first result in three months, not weeks
    .later = Split the timeline into stages, with room for one that fails

question-expected_roi = Expected return (ROI)
    .ask = Is the expected return realistic?
    .at-0 = None is named, or it is out of reach
    .at-2 = A hope that nobody has worked out
    .at-4 = Worked out as a range, and agreed on with finance
    .owner = { owner.finance }
    .first = Work out the return of one use case with finance
    .later = State the return as a range and agree on it with finance

# The goals that are recorded as text
goal =
    .main_goals = Main goals
    .metrics = Metrics to improve
    .timeline = Expected timeline
    .roi = Expected return (ROI)

no-name = no name

score-axis = Score (0 to 1)

# An effort, as a part of a sentence
work = { $days ->
    [one] { $days } person-day
   *[other] { $days } person-days
}

## Headline

headline =
    .open-moves = The level is not settled yet, with { $n } of { $all } questions answered: anything from “{ $low }” to “{ $high }”. By these answers alone it is “{ $short }”, at a score of { $score }.
    .open-stands = { $level }: the score is { $score } with { $n } of { $all } questions answered, and the others cannot change the level.
    .whole-moves = { $level }: the score is { $score }; if all answers are off the same way, the level is anything from “{ $low }” to “{ $high }”.
    .whole-stands = { $level }: the score is { $score }, and the level stands however weights and answers move within their spreads.

headline-unassessed =
    .weightless = Not assessed: the questions answered so far carry no weight.
    .data-only = Not assessed yet: the data itself answers 1 of the { $all } questions, and nobody has answered the others.
    .nothing = Not assessed yet: none of the { $all } questions has been answered.

## What was answered

answers =
    .caption = The checklist, 0 to 4 points each
    .question = Question
    .points = Points
    .range = Range
    .source = Rests on
    .who = Who
    .note = Where several people answered, the median of the answers that rest on the strongest evidence counts: one voice out of line does not move it, and what was measured or documented goes before opinion.

# Where nothing is answered yet
to-ask =
    .caption = The checklist, and what the points mean
    .question = Question
    .at-0 = 0 points
    .at-2 = 2 points
    .at-4 = 4 points
    .note = 1 and 3 points lie between. Answer in the project's file, or in JupyterLab.

## What the data says of itself

quality =
    .caption = How clean the data is, as measured
    .table = Table
    .points = Points
    .note = Measured: { NUMBER($value, digits: 1) } of 4 points, the mean of the tables; people say: { $said }. The measured value counts. Each share scores 4 at 100% and 0 at { PERCENT($floor, digits: 0) } or below, which is an assumption.

quality-none = There is no table whose quality could be measured; what people say counts.

## The score

criteria =
    .title = { $n ->
        [one] The weakest criterion is { LIST($weakest) }
       *[other] The weakest criteria are { LIST($weakest) }
    }
    .axis = { score-axis }
    .subtitle = The line: how far it goes if the answers are off by their stated spreads.
    .head = Criterion

weights =
    .title = Try other weights: score and level follow
    .subtitle = Each slider is a weight in percent; together they are brought to 100.
    .axis = Score, as the criteria add up
    .criterion = Criterion
    .value = { score-axis }
    .weight = Weight agreed on
    .zero = All weights are zero

# Stands in the chart, and follows the sliders
standing = Score { $score }, level: { $level }

mapping =
    .caption = From sixteen questions to five criteria
    .criterion = Criterion
    .questions = Mean of these questions
    .value = { score-axis }
    .weight = Weight
    .points = Adds
    .note = A criterion is the mean of its questions over 4. Questions without an answer are left out of the mean and stay in the range whole.

## How firmly the level stands

levels =
    .caption = How the level holds
    .level = Level
    .share = Share of settings
    .note = Counted over { $n } settings of weights and answers drawn evenly within their spreads. A sensitivity, not a probability.

swings =
    .title = { $n ->
        [0] No single answer or weight changes the level
        [one] { $n } answer or weight would change the level on its own
       *[other] { $n } answers or weights would change the level on their own
    }
    .subtitle = Solid: the score. Dashed: where another level begins. Each moves alone.
    .axis = { score-axis }
    .thing = Answer or weight
    .low = Lowest score
    .high = Highest score

swings-weight = Weight: { $criterion }

## What should be talked over

talk =
    .caption = Differences and contradictions
    .what = What to clear up
    .who = Who said what

talk-apart = “{ $question }” is answered { $n } points apart
talk-none = Nobody differs by { $n } points or more, and no answer contradicts another.

contradiction-pair = “{ $yes }” stands at { $high }, and “{ $no }” at { $low }: { $why }

# Why the first is hardly true without the second: the end of the sentence above
why =
    .data_access-infrastructure = data that is easy to get at has to lie somewhere
    .data_access-available_data = what is easy to get at, if there is hardly any?
    .data_cleanliness-available_data = how is it known to be clean?
    .real_time-infrastructure = real time needs systems that deliver it
    .target_metrics-analytics_tools = with what are these metrics measured?
    .ai_experience-technical_people = who has this experience?
    .specialists-technical_people = which specialists are already there?
    .expected_timeline-team_time = time on the calendar is no time of people
    .expected_roi-ai_budget = a return needs something that is spent
    .expected_roi-target_metrics = a return comes from a metric that moves

contradiction-measured = “{ $what }” is answered with { $said }, and the data itself shows { $value }
contradiction-return = A return of { PERCENT($roi, digits: 0) } is expected, and “{ $no }” stands at { $low }: where should it come from?
contradiction-unwritten = “{ $what }” stands at { $value }, and no text of it is recorded

## What to raise first

way-up =
    .title = { $level ->
        [none] All steps together lead to { $score }
       *[other] { $n ->
            [one] { $n } step, about { work }, leads to the level “{ $level }”
           *[other] { $n } steps, about { work }, lead to the level “{ $level }”
        }
    }
    .subtitle = The numbers are those of the table below.
    .axis = { score-axis }
    .days = Person-days, added up (assumed)
    .place = No.
    .step = Step
    .after = Score with it
    .today = today

steps =
    .caption = What to raise first
    .place = No.
    .step = Next step
    .owner = Owner
    .days = Person-days
    .gain = Adds
    .then = Then
    .note = Ordered by score added per person-day. Each step raises its question to 4; score and level are with all steps above it done. Person-days are assumptions.

steps-step = { $question }: { LOWER_FIRST($step) }
steps-then = { $score }, { $level }
steps-unassessed = There is nothing to raise yet: answer the questions first.
steps-none = Every question stands at its best.

## Since the last assessment

# Title of the chart, and first sentence of the table's note
since =
    .unknown = Since { $day } the score cannot be compared
    .stayed = Since { $day } the score has stayed at { $now }
    .moved = Since { $day } the score has gone from { $then } to { $now }

change =
    .axis = { score-axis }
    .criterion = Criterion
    .when = When
    .now = Now
    .whole = Score

changes =
    .caption = What has changed
    .question = Question
    .before = Before
    .now = Now
    .by = Change
    .note = { $since }. Both are weighed as today.{ $alike ->
        [yes] {""}
       *[no] {" "}Data quality was measured only one of the two times, so that cleanliness of data compares an answer with a measurement.
    }

changes-unknown = There is no earlier assessment to compare with.
changes-none = No answer has changed.

goals =
    .caption = Goals, carried into the plan
    .goal = About
    .text = In your words

goals-none = No goals are written down yet.

## Key figures

figure-score =
    .label = Readiness, 0 to 1
    .method = mean of the criteria by weight; range: exact extremes as weights move by { NUMBER($weight, digits: 2) } and answers by { NUMBER($measured, digits: 2) } (measured), { NUMBER($documented, digits: 2) } (documented) or { NUMBER($opinion, digits: 2) } (opinion) points

figure-level_holds =
    .label = Settings in which the level holds
    .method = counted over { $n } settings of weights and answers; a sensitivity, no probability

figure-answered =
    .label = Questions answered, of { $n }
    .method = counted, of the { $n } on the checklist

figure-measured_quality =
    .label = Data quality as measured, 0 to 4
    .method = mean of four dimensions, then of the tables; counted over all rows

## Decisions

decision-ask =
    .what = { $n ->
        [one] Answer the { $n } question that is still open
       *[other] Answer the { $n } questions that are still open
    }
    .owner = { owner.marketing }
    .effect = Until then each may be anything from 0 to 4
    .measured = the score of the next run, with their answers in it

decision-talk =
    .what = Settle in one talk what people see differently: { $questions }
    .effect = Answers { $n } points apart cannot both be right
    .measured = the score of the next run, with the answer they agree on

# What is done, and by whom, stands with the question
decision-step = “{ $question }” raised to 4 points adds { NUMBER($gain, digits: 3) } for about { work } (assumed); with the steps above: { $score }, { $level }
    .measured = the use cases that it makes possible, each by its own trial

## Checks

check-answered =
    .name = Every question is answered
    .detail = { $n ->
        [0] {""}
       *[other] { $n } open
    }

check-evidence =
    .name = At least half of the answers rest on more than opinion
    .detail = { PERCENT($share, digits: 0) }

check-range =
    .name = The level is the same at both ends of the range
    .detail = { $low } to { $high }

check-single =
    .name = No single answer or weight changes the level
    .detail = { $n ->
        [0] {""}
        [one] { $n } would
       *[other] { $n } would do so
    }

check-people =
    .name = Nobody differs by { $least } points or more
    .detail = { $n ->
        [0] {""}
        [one] on { $n } question
       *[other] on { $n } questions
    }

check-contradictions =
    .name = No answer contradicts another, or the data
    .detail = { $n ->
        [0] {""}
        [one] { $n } contradiction
       *[other] { $n } contradictions
    }

## Limits

limit-people = A checklist says how people see themselves; it predicts no result of a project.
limit-choice = Which question feeds which criterion, and that its questions count alike, is a choice made here and stated above.
limit-assumptions = Spreads and person-days are assumptions. Put your own in their place in the project's file.
limit-tables = Quality is measured in the tables handed over; what was not handed over may be better or worse.
limit-simulated = The tables are simulated: their quality says nothing of a real client.

## The form in JupyterLab

form =
    .title = Readiness checklist
    .result = Score by criterion
    .who = Whose answers
    .who-hint = a name or a role
    .weights = What each criterion weighs
    .spreads = How far each may move either way (assumed)
    .goals = The goals in your own words
    .unsound = Not a sound assessment yet

form-evidence = Evidence: { $question }
form-note = Note: { $question }

form-spread =
    .weight_spread = Each weight
    .measured_spread = A measured answer, in points
    .documented_spread = A documented answer, in points
    .opinion_spread = An opinion, in points

form-score = { $open ->
    [yes] Score so far { $score }: { $level }
   *[no] Score { $score }: { $level }
}

form-range = { $stands ->
    [yes] { $low } to { $high } within what was assumed: the level stands
   *[no] { $low } to { $high } within what was assumed: from { $lowest } to { $highest }
}

form-open = { $n ->
    [one] { $n } question still to be asked; it may turn out to be anything from 0 to 4
   *[other] { $n } questions still to be asked; each may turn out to be anything from 0 to 4
}

# Heads of the result
form-result =
    .criterion = Criterion
    .weight = Weight
    .score = Score
    .range = Range
