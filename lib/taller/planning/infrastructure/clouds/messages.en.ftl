# What is said of a cloud while it is planned, changed, looked at, and torn down.

cloud-variables = { $cloud ->
    [aws] AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE
    [azure] AZURE_SUBSCRIPTION_ID and, where nobody signed in by az login, AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET
   *[gcp] GOOGLE_CLOUD_PROJECT and GOOGLE_APPLICATION_CREDENTIALS
}
cloud-refused = { $kind ->
    [credentials] no credentials, or not accepted ({ $text }); set { $variables } in the environment
    [forbidden] these credentials may not do that ({ $text }); ask whoever runs the account for the right
    [throttled] too many questions at a time ({ $text }); give the same command again{ $after ->
        [none] {""} later
       *[other] {""} in { $after } seconds
    }
    [quota] a quota is used up ({ $text }); have it raised, then give the same command again
    [conflict] another operation is at work there ({ $text }); wait for its end, then give the same command again
    [lost] no answer, or the connection was lost ({ $text }); what was begun goes on there: the same command goes on from it
    [invalid] refuses what is asked for ({ $text })
    [gone] no such thing ({ $text })
   *[other] failed ({ $text })
}
cloud-package = its client is not installed ({ $package } is missing); pip install "taller[{ $cloud }]"
cloud-large = the template has { $size } bytes, and { $largest } is the most that is taken
cloud-parameters = the template asks for what the engagement file does not give: { $names }
cloud-still = is still at work; the same command goes on waiting
cloud-stuck = the stack { $stack } could not be taken back by itself; continue its rollback in the console, then give the same command again
cloud-undeleted = could not be removed: { $why }
cloud-untold = no reason was given
cloud-foreign-bucket = the bucket { $bucket } belongs to another project; nothing is put there. Have its name freed, or use another project
cloud-other-account = is not the account of these credentials, which is { $found }; nothing was touched
cloud-other-stack = is not the stack's name, which is { $stack }; nothing was touched
cloud-moved = this stack was applied in { $account }, { $region }: destroy it there first, or remove { $note } if that is over
cloud-resumes = { $stack }: an earlier command was interrupted; its operation is waited for first
cloud-at-work = applying; this may take half an hour. If it is interrupted, the same command goes on from there
cloud-unchanged = { $stack }: nothing to change
cloud-change = { $action ->
    [create] + create
    [delete] - delete
    [replace] ! replace
   *[update] ~ change
} { $resource }
cloud-rolled-back = { $stack }: failed at { $why }. What stood before stands again{ $left ->
    [0] {""}
   *[other] ; what is new and could not be removed: { $remains }
}
cloud-sound = { $stack }: sound; { $cloud } accepts it
cloud-sound-here = { $stack }: sound as far as can be told here; { $cloud } was not asked: { $why }
cloud-sum = { $stack }: { $create } to create, { $change } to change, { $replace } to replace, { $delete } to delete; nothing was touched
cloud-applied = { $stack }: applied
cloud-found = { $condition ->
    [missing] missing
    [failed] failed
   *[unexpected] not of this topology
}: { $resource }
cloud-verified = { $stack }: { $there } of { $all } resources are there{ $unasked ->
    [0] {""}
   *[other] , { $unasked } of them by the service's word alone
}
cloud-differs = { $stack }: { $n ->
    [one] 1 resource is not as it should be
   *[other] { $n } resources are not as they should be
}; the same command with apply puts it right, where it can be put right
cloud-no-drift = { $stack }: everything is as it was deployed
cloud-drifted = { $resource }, { $property }: deployed { $deployed }, found { $found }
cloud-vanished = { $resource }: is gone
cloud-drift-sum = { $stack }: { $n ->
    [one] 1 difference
   *[other] { $n } differences
} from what was deployed
cloud-destroyed = { $stack }: removed
cloud-remains = remains, since it keeps data or data needs it: { $resource }
cloud-ask-account = Type the account that this changes
cloud-ask-stack = Type the name of the stack to remove; data stays
cloud-nobody = asks before it changes a cloud; where nobody can answer, give { $option }
cloud-not-allowed = must be true before a command may change a cloud
cloud-interrupted = interrupted; what was begun goes on there, and the same command goes on from it
