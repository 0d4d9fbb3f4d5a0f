# What the door to the language models says.

door-key-in-file = looks like a key; an engagement file holds none: put it in the environment and name the variable in key_env, or in the keyring
door-no-url = needs a base_url
door-odd-url = must be an https:// address without user, password or question mark
door-not-https = must begin with https://; only this machine itself may be reached without
door-no-provider = names no provider
door-no-model = must name a model, as in openai/gpt-5-mini
door-empty = the text is empty; there is nothing to ask about
door-long = the text has { $length } characters, and { $most } is the most that is sent; shorten it, or cut it in parts
door-garbled = character { $at } of the text is none (half of a surrogate pair); read the file again in the encoding it was written in
door-no-key = { $provider }: no key in { $looked }; set it there, or take { $provider } out of the endpoints
door-no-azure = { $provider }: needs its address: set { $variable }, or base_url in the engagement file
door-no-price = { $endpoint }: nobody here knows its price, so no budget can hold; give it under prices, as dollars for a million tokens
door-old-price = The price of { $endpoint } is as of { DATE($day) }; it may have changed. Newer ones go under prices.
door-budget = { $endpoint }: the next question may cost { $worst } dollars, and of { $most } for { $of ->
    [run] this run
   *[month] this month
} { $spent } are spent; raise the budget, or ask a cheaper model
door-open = { $endpoint }: failed { $failures } times in a row and is left alone for a while; try again later, or name another model after it
door-damaged = is damaged, or cannot be used ({ $why }); put it aside: answers are then asked for anew and money is counted from nothing
door-check = { $how ->
    [offline] answers by itself, without any service
   *[answers] answers
}
door-words = { $words ->
    [none] {""}
   *[other] {""} ({ $words })
}
door-refused = { $endpoint }: { $kind ->
    [key] the service does not take the key{ door-words }; renew it, or ask for access to the model
    [model] there is no such model for this key{ door-words }; correct its name under endpoints
    [refusal] the model refuses to answer this text{ door-words }; leave the text out, or do it by hand
    [context] the text is longer than the model reads{ door-words }; shorten it, or name a model that reads more
    [invalid] what came back is not of the form asked for{ door-words }; try again, or name another model
    [limit] the service wants fewer questions{ door-words }; lower rpm or tpm, or come back { $after ->
        [none] later
       *[other] in { $after } seconds
    }
    [quota] the account's money or quota is used up{ door-words }; top it up
    [busy] the service is overloaded{ door-words }; try again later
    [server] the service failed{ door-words }; try again later
    [timeout] no answer in time{ door-words }; try again, or raise timeout
    [lost] the connection broke, or its answer came in pieces{ door-words }; try again
   *[rejected] the service does not take the question{ door-words }; correct what it names
}
