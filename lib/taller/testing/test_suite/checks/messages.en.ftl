# What the shipped tests say. Under a test's name: its title, what to do where it fails, and who does it.

suite-check =
    .contract_holds = The tables give what { $model ->
        [classification] the model of probabilities
        [regression] the model of customer values
       *[other] the model
    } needs
suite-todo =
    .contract_holds = Take the model out of use until the data has these columns again, or train it anew.
suite-owner =
    .contract_holds = Data analyst
suite-evidence =
    .rows = Rows looked at

suite-skipped =
    .no-model = The run kept no model, so there is nothing to test.
    .no-such-model = The run kept no model of this kind.
