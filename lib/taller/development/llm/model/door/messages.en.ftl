# What the door to the language models says.

door-key-in-file = looks like a key; an engagement file holds none: put it in the environment and name the variable in key_env, or in the keyring
door-no-url = needs a base_url
door-odd-url = must be an https:// address without user, password or question mark
door-not-https = must begin with https://; only this machine itself may be reached without
door-no-provider = names no provider
door-no-model = must name a model, as in openai/gpt-5-mini
door-empty = the text is empty; there is nothing to ask about
