# What optimisation says. A file beside the notebook, optimisation.en.ftl, replaces what it names.
