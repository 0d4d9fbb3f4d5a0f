# What the shipped tests say. Under a test's name: its title, what to do where it fails, and who does it.

suite-model = { $model ->
    [classification] the model of probabilities
    [regression] the model of customer values
    [recommendation] the model of suggestions
    [saas_b2b] the model of which accounts leave
   *[other] the model
}
suite-check =
    .tables_are_whole = The client's tables are whole: each row has what it needs
    .totals_agree = The tables come to the client's own totals
    .contract_holds = The tables give what { suite-model } needs
    .values_are_known = What { suite-model } is asked about is like what it learned from
    .same_answer_again = The same question gets the same answer from { suite-model }, also after it is loaded again
    .answers_are_possible = What { suite-model } answers is possible
    .answers_tell_rows_apart = Customers get different answers from { suite-model }
    .answers_are_as_high_as_before = The answers of { suite-model } are as high as when it was chosen
    .direction_is_as_known = The answer of { suite-model } moves as the business knows it
    .indifferent_to_what_must_not_matter = The answer of { suite-model } does not depend on what must not matter
    .better_than_chance = { $model ->
        [saas_b2b] The order that { suite-model } gave on its test day, before it learned from that day too, is better than chance
       *[other] The order that { suite-model } gives is better than chance
    }
    .better_than_the_simple_way = The order that { suite-model } gives is better than the simple way
    .no_worse_than_the_last_version = In ordering customers, { suite-model } is no worse than the version in service
    .told_as_often_as_it_happens = Among those who would be chosen it happens as often as { suite-model } says
    .no_part_is_left_behind = No part of the customers is told much worse by { suite-model } than all together
    .no_column_knows_the_answer = No column that { suite-model } uses already knows the answer
    .files_name_nobody = No page, list, model or log of the run names a person
    .files_hold_no_secret = No file of the run holds a key, a password or the client's salt
    .files_run_nothing = No file of the run runs code when it is loaded
    .packages_have_no_known_fault = No installed package has a known fault
    .api_key_is_asked = Whoever has no key, or a wrong one, gets no answer
    .hostile_requests_are_refused = Hostile requests are refused, and learn nothing
    .service_keeps_to_its_description = The service meets every request made from its own description
    .slow_clients_hold_up_nobody = Clients that never end their request hold up nobody else
    .log_hides_people = The request log and its files name no customer
    .too_many_requests_are_refused = Whoever asks too often is refused
    .answers_come_in_time = In time come answers of { $model ->
        [classification] the model of probabilities
        [regression] the model of customer values
        [recommendation] the model of suggestions
        [saas_b2b] the model of which accounts leave
       *[other] the model
    }
    .pages_come_in_time = In time comes a page of many answers of { $model ->
        [classification] the model of probabilities
        [regression] the model of customer values
        [recommendation] the model of suggestions
        [saas_b2b] the model of which accounts leave
       *[other] the model
    }
    .load_is_borne = Several clients at once are answered in time, all of them
    .batches_come_in_time = In time comes a night's list of { $model ->
        [classification] the model of probabilities
        [regression] the model of customer values
        [recommendation] the model of suggestions
        [saas_b2b] the model of which accounts leave
       *[other] the model
    }
    .service_answers_as_the_list = The service says of a customer what the run's list says, by { $model ->
        [classification] the model of probabilities
        [regression] the model of customer values
        [recommendation] the model of suggestions
        [saas_b2b] the model of which accounts leave
       *[other] the model
    }
    .service_answers_as_the_model = The service answers to the last digit as does { $model ->
        [classification] the model of probabilities
        [regression] the model of customer values
        [recommendation] the model of suggestions
        [saas_b2b] the model of which accounts leave
       *[other] the model
    }
    .log_reads_back = The request log holds every answer of { $model ->
        [classification] the model of probabilities
        [regression] the model of customer values
        [recommendation] the model of suggestions
        [saas_b2b] the model of which accounts leave
       *[other] the model
    }
    .log_can_be_watched = The request log says what is needed to watch { $model ->
        [classification] the model of probabilities
        [regression] the model of customer values
        [recommendation] the model of suggestions
        [saas_b2b] the model of which accounts leave
       *[other] the model
    }
    .new_day_goes_through = A new day's file, with new values and gaps, is answered by { $model ->
        [classification] the model of probabilities
        [regression] the model of customer values
        [recommendation] the model of suggestions
        [saas_b2b] the model of which accounts leave
       *[other] the model
    }
suite-todo =
    .tables_are_whole = Ask for the data anew, and look at what the page about the data says of these tables.
    .totals_agree = Find out with finance where the difference comes from before anything else.
    .contract_holds = Keep the model out of service until the data has these columns again, or train it anew.
    .values_are_known = Look whether these columns have another unit or new values; if rightly so, train anew.
    .same_answer_again = Keep the model out of service: save it anew and compare again.
    .answers_are_possible = Keep the model out of service, and look at the rows that get such answers.
    .answers_tell_rows_apart = Do not use the model: it says the same of everybody.
    .answers_are_as_high_as_before = Look at what changed in the data since; if it is to last, train anew.
    .direction_is_as_known = Look with whoever stated the direction at how the model uses these columns.
    .indifferent_to_what_must_not_matter = Train the model without these columns.
    .better_than_chance = Do not choose anybody by this model.
    .better_than_the_simple_way = Keep to the simple way: the model is not shown to add anything.
    .no_worse_than_the_last_version = Leave the version that is in service.
    .told_as_often_as_it_happens = Do not decide by these probabilities until they are calibrated anew.
    .no_part_is_left_behind = Do not choose by the model among these customers.
    .no_column_knows_the_answer = Leave these columns out unless they are surely known in time, and train anew.
    .files_name_nobody = Do not hand the run over. Find where the named files get people from, hide them in `data: personal`, and run again.
    .files_hold_no_secret = Do not hand the run over. Withdraw the key or password where it was issued, take it out of where it came from, and run again.
    .files_run_nothing = Remove the file, and find out who put it there; models are kept as text and plain arrays alone.
    .packages_have_no_known_fault = Install the first version without the fault, or hold the advisory against how the package is used here.
    .api_key_is_asked = Do not open the service to anybody until it asks for its key.
    .hostile_requests_are_refused = Keep the service behind a proxy that refuses such requests until it does so itself.
    .service_keeps_to_its_description = Mend the answer or its description: programs are written against what is described.
    .slow_clients_hold_up_nobody = Let a proxy in front take in whole requests before it passes them on.
    .log_hides_people = Stop the service, remove the log, and set the client's salt before it starts again.
    .too_many_requests_are_refused = Set a limit in the proxy in front of the service.
    .answers_come_in_time = Look for other work on the machine first; then give the service more workers, or the model fewer trees.
    .pages_come_in_time = Ask for fewer answers at once, or give the service more workers.
    .load_is_borne = Give the service more workers or machines before more is asked of it.
    .batches_come_in_time = Start the night's list earlier, split it, or give the model fewer trees.
    .service_answers_as_the_list = Do not switch: list and service are of different models or data. Register the model of this run and test again.
    .service_answers_as_the_model = Do not switch: what is served is not what was tested. Register the model again.
    .log_reads_back = Do not rely on figures of the service until its log is whole; look at its disk.
    .log_can_be_watched = Without these columns nobody sees the model age; mend the log before the switch.
    .new_day_goes_through = Look at the day's file; train the model anew where such values are here to stay.
suite-owner =
    .tables_are_whole = Technology
    .totals_agree = Finance, with the data analyst
    .contract_holds = Data analyst
    .values_are_known = Data analyst
    .same_answer_again = Data analyst
    .answers_are_possible = Data analyst
    .answers_tell_rows_apart = Data analyst
    .answers_are_as_high_as_before = Data analyst
    .direction_is_as_known = Data analyst, with the business
    .indifferent_to_what_must_not_matter = Data analyst
    .better_than_chance = Marketing
    .better_than_the_simple_way = Marketing
    .no_worse_than_the_last_version = Technology
    .told_as_often_as_it_happens = Marketing, with the data analyst
    .no_part_is_left_behind = Marketing
    .no_column_knows_the_answer = Data analyst
    .files_name_nobody = Data analyst
    .files_hold_no_secret = Engineer of the service
    .files_run_nothing = Engineer of the service
    .packages_have_no_known_fault = Engineer of the service
    .api_key_is_asked = Engineer of the service
    .hostile_requests_are_refused = Engineer of the service
    .service_keeps_to_its_description = Engineer of the service
    .slow_clients_hold_up_nobody = Engineer of the service
    .log_hides_people = Data analyst
    .too_many_requests_are_refused = Engineer of the service
    .answers_come_in_time = Engineer of the service
    .pages_come_in_time = Engineer of the service
    .load_is_borne = Engineer of the service
    .batches_come_in_time = Engineer of the service
    .service_answers_as_the_list = Data analyst
    .service_answers_as_the_model = Data analyst
    .log_reads_back = Engineer of the service
    .log_can_be_watched = Data analyst
    .new_day_goes_through = Data analyst
suite-evidence =
    .rows = Rows
    .table_rows = Rows
    .missing_cells = Required cells without a value
    .months_compared = Months compared
    .strange_rows = Rows with values unlike all that was learned from
    .asked_again = Asked twice
    .answers_differ = Answers that differ
    .lowest = Lowest answer
    .highest = Highest answer
    .different_answers = Different answers
    .mean_before = Mean answer when it was chosen
    .mean_now = Mean answer today
    .moved_by_other = Most that an answer moved
    .auroc = Pairs of customers put in the right order (1: all; 0.5: by chance)
    .over_best_sellers = Quality of the list, above the best-sellers
    .order = Agreement of the order told with the one that came (1: the same; 0: none)
    .over_last = Pairs in the right order, more than by the version in service
    .gap = Happened, less what was told
    .gap_size = Told and happened apart
    .parts = Parts looked at
    .worst_part = The part that is told worst
    .worst_auroc = Pairs in the right order there
    .strongest = The strongest column
    .strength = What the strongest column alone tells (0: nothing; 1: all)
    .files = Files looked through
    .people_sought = People of the client's files looked for by name
    .audience = An audience to be written to, whose column of addresses is left out
    .named = Mentions of people
    .secrets = Keys, passwords and salts found
    .programs = Files that run code
    .packages = Packages installed
    .packages_known = Packages the database knows in this version
    .advisories = Known faults that hold here
    .keys_tried = Requests without the right key
    .keys_taken = Of these answered
    .hostile = Hostile requests
    .hostile_slowest = Longest until one was refused
    .generated = Requests made from the description
    .generated_refused = Of these refused
    .slow_clients = Clients that never end their request
    .latency_beside_slow = 95 of 100 answers beside them took at most
    .asked_at_once = Requests at once
    .limit = Requests a minute allowed
    .latency_p50 = Half of the answers took at most
    .latency_p95 = 95 of 100 answers took at most
    .latency_p99 = 99 of 100 answers took at most
    .latency_slowest = The slowest answer
    .page_rows = Answers on a page
    .page_slowest = The slowest page
    .load_clients = Clients at once
    .throughput = Answers a second
    .load_unanswered = Requests without an answer
    .latency_p95_load = 95 of 100 answers under load took at most
    .memory = Memory of the service
    .memory_growth = Memory taken under load
    .batch_million = A million rows take of processor time
    .list_asked = Customers of the list asked about
    .list_other = Of these answered otherwise
    .model_other = Answers other than the model's own
    .log_asked = Answers given
    .log_found = Rows of the log found
    .columns = Columns of the model
    .columns_absent = Of these absent from the log
    .day_answered = Rows answered

suite-skipped =
    .no-model = The run kept no model, so there is nothing to test.
    .no-totals = The client gave no totals of their own.
    .no-spread = How high answers were was not kept.
    .no-direction = Nobody said how the answer should move (directions, under test_suite in the engagement file).
    .no-indifferent = Nobody said what must not matter (indifferent, under test_suite in the engagement file).
    .simple = What was kept is the simple way itself.
    .no-version = No version is in service yet.
    .other-columns = Version { $n }, in service, takes other columns.
    .no-money = No decision by these probabilities has its costs stated.
    .nobody = Nobody of those tested would be chosen.
    .no-parts = No part of the customers is large enough.
    .no-advisories = No database of advisories is at hand; name an export in `advisories`.
    .other-packages = The database of advisories knows none of the installed packages in this version.
    .no-list = { $case ->
        [yes] The case leaves lists of whom to write to, not everybody's chance.
       *[no] The run left no list of answers by customer, since its test bears none.
    }
    .seen = What is kept has learned since from all rows whose outcome is known: on these it cannot be compared.
    .by-effect = The campaign is chosen by what it changes, not by these probabilities.

suite-failed =
    .tables_are_whole = Rows are missing, or cells without which they mean nothing: { LIST($tables) }.
    .values_are_known = Values unlike all that the model learned from, above all in { LIST($columns) }.
    .same_answer_again = { $n } answers are not the same.
    .no_number = Some answers are no numbers.
    .impossible = Some answers are outside what is possible.
    .all_alike = Everybody gets the same answer.
    .answers_are_as_high_as_before = The answers of today are clearly higher or lower than when the model was chosen.
    .direction_is_as_known = With all other columns as they are, the answer moves the other way with { LIST($columns) }.
    .indifferent_to_what_must_not_matter = The answer changes with { LIST($columns) }.
    .no-column = The rows have no such column: { LIST($columns) }.
    .better_than_chance = The order is not shown to be better than chance.
    .better_than_the_simple_way = The model is not shown to be better than the simple way.
    .no_worse = It orders customers worse than version { $n }, which is in service.
    .told_as_often_as_it_happens = It happens more or less often than told, by more than is allowed.
    .no_part_is_left_behind = Told much worse than the others: { LIST($parts) }.
    .no_column_knows_the_answer = A column alone tells the answer nearly always: { LIST($columns) }.
    .files_name_nobody = Mentions of people: { $n } ({ LIST($where) })
    .unread = Files that could not be looked through: { $n } ({ LIST($where) })
    .files_hold_no_secret = Keys, passwords or salts: { $n } ({ LIST($where) })
    .files_run_nothing = Files that would run code: { $n } ({ LIST($where) })
    .packages_have_no_known_fault = Known faults: { $n } ({ LIST($where) })
    .packages_covered = The database knows only { $n } of { $of } installed packages in their version; export it anew from this environment.
    .api_key_is_asked = Answered without the right key: { $n } ({ LIST($where) })
    .right_key = With the right key the service answers { $status }, not 200.
    .hostile_requests_are_refused = Hostile requests that were not refused: { $n } ({ LIST($where) })
    .hostile_learns = Refusals that tell how the service is built, or take over what was planted: { $n } ({ LIST($where) })
    .hostile_changes = After the hostile requests the service answers otherwise than before.
    .service_keeps_to_its_description = Kinds of fault: { $n } ({ LIST($where) })
    .slow_clients_unanswered = Requests without an answer beside slow clients: { $n }
    .slow_clients_hold_up_nobody = Beside slow clients 95 of 100 answers took up to { NUMBER($took, digits: 3) } s ({ INTERVAL($took) }); { NUMBER($most, digits: 3) } s are allowed.
    .log_hides_people = Places that show a customer or a secret: { $n } ({ LIST($where) })
    .not_logged = An answer is not in the request log.
    .too_many_requests_are_refused = Answered: { $n } requests; allowed: { $limit } a minute
    .limit_odd = Beyond the limit the service answered { LIST($statuses) }, not 429.
    .unanswered = Requests that went unanswered or were refused: { $n } (status { LIST($statuses) })
    .answers_come_in_time = 95 of 100 answers took up to { NUMBER($took, digits: 3) } s ({ INTERVAL($took) }); at most { NUMBER($most, digits: 3) } s are allowed.
    .slowest = The slowest took { NUMBER($took, digits: 1) } s; { NUMBER($most, digits: 1) } s are allowed.
    .memory_grows = The service took { $mb } MB more while it answered.
    .batch_rows = { $n } of { $of } rows came back.
    .batches_come_in_time = A million rows take { NUMBER($took, digits: 1) } s of processor ({ INTERVAL($took) }); at most { NUMBER($most, digits: 0) } s are allowed.
    .service_answers_as_the_list = Of { $of } customers the service answers { $n } otherwise than the run's list.
    .service_answers_as_the_model = { $n } of { $of } answers are not the model's own.
    .log_counts = The log holds { $n } of { $of } answers.
    .log_reads_back = { $n } of { $of } answers stand otherwise in the log than they were given.
    .log_can_be_watched = Columns of the model that are absent from the log: { $n } ({ LIST($where) })
    .log_scores = Some answers in the log are no numbers.
    .log_profile = The profile that answers would be compared with is damaged.
    .new_day_goes_through = { $n } of { $of } rows of the day were answered.
    .new_day_changes = Rows that are as before are answered otherwise beside new ones.

person =
    .known = one of the client's customers
    .email = an e-mail address
    .phone = a phone
    .name = people's names
    .address = streets
    .identifier = an identifier
    .birth_date = dates of birth

program =
    .pickle = pickle
    .objects = array of objects
    .named = objects to be made
    .program = program
    .macro = macro
    .function = model with a function
    .unseen = archive that cannot be opened

broken =
    .server = fault of the server
    .believed = wrong data taken as right
    .silent = no answer
