# What optimisation says. A file beside the notebook, optimisation.en.ftl, replaces what it names.

## Channels

channel-direct = direct
channel-unknown = origin unknown
channel-other-paid = other campaigns
channel-others = other channels
channel-advertising = advertising
control-given-away = what was given away of full prices
