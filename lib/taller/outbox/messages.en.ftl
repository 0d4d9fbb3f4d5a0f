# What the outbox says.

address =
    .unknown = is no address that Apprise knows, such as mailtos://user:password@server.example?to=ana@client.example
    .several = is of several recipients; give each a name of their own
    .pgp = asks for encryption by PGP, which is not offered here
    .clear = would send a password in clear; write mailtos:// instead of mailto://

held = another command is delivering what waits; give this one again in a moment
full = the disk is full; free some space, then give the same command: nothing that waits is lost
damaged = cannot be read ({ $why }); put a copy of it back in its place, or remove it: what waits in it is lost then

not-attached = Not carried by this channel: { $files }.

told = { $state ->
    [sent] “{ $subject }” went to { $to }.
   *[other] “{ $subject }” has not reached { $to }: { $why ->
        [no_address] this name has no address; set { $variable }, or notify/{ $to } in the keyring “taller”
        [unreachable] their server could not be reached, or takes nothing now{ $code ->
            [0] {""}
           *[other] {" "}(it answered { $code })
        }
        [login] their server did not accept user and password, or key (it answered { $code })
        [refused] their server refused it for good (it answered { $code })
       *[none] it has not been tried yet
    }. { $state ->
        [failed] { $why ->
            [refused] It is kept.
           *[other] It was given up after three days, and is kept.
        }
       *[waiting] It waits and will be tried again.
    }
}
