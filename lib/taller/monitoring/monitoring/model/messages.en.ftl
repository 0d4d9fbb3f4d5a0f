unlabelled =
    .method = expected by the probabilities of { $n } scores, set right on { $known } whose outcome is known; outcomes drawn again
    .warning = What happened is not known yet. These figures see that other people come; they cannot see that people now do otherwise.
