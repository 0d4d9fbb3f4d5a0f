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
cloud-rolled-back = { $stack }: failed at { $why }. { $first ->
    [yes] Nothing stood before, and what was made is taken away again
   *[no] What stood before stands again
}{ $left ->
    [0] {""}
   *[other] ; this is new, and could not be taken away:
}
cloud-left = { $cloud ->
    [aws] No stack knows it any more, and it costs money. In the console, first end the database's deletion protection, then delete database and bucket, and the key last. The same command makes new ones beside it.
    [gcp] No deployment knows it any more, it costs money, and its names are taken: delete it in the console (first end the database's deletion protection), or give the engagement another “name”, before the same command.
   *[azure] It stays in the resource group and costs money; the same command goes on from it.
}
cloud-kept = { $cloud ->
    [aws] It holds your data, and costs money until you delete it in the console. Applying again makes new ones beside it.
    [gcp] It holds your data, and costs money until you delete it in the console. Its names are taken: before applying again, delete it or give the engagement another “name”. The bucket in which Google Cloud read the module stays too.
   *[azure] It holds your data, and costs money until you delete it in the portal, its locks first. Applying again goes on from it.
}
cloud-name = { $cloud ->
    [aws] AWS
    [azure] Azure
   *[gcp] Google Cloud
}
cloud-sound = { $stack }: sound; { $looked ->
    [yes] { cloud-name } accepts the template
   *[no] { cloud-name } was reached, and looks at the template when planning
}
cloud-sound-here = { $stack }: sound as far as can be told here; { cloud-name } was not asked: { $why }
cloud-sum = { $stack }: { $create } to create, { $change } to change, { $replace } to replace, { $delete } to delete; { $cloud ->
    [gcp] nothing was touched but the bucket in which Google Cloud reads the module
   *[other] nothing was touched
}
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
cloud-drifted = { $resource }, { $property }: deployed { $deployed }, found { $found }
cloud-vanished = { $resource }: is gone
cloud-drift-sum = { $stack }: { $n ->
    [0] everything is as it was deployed
    [one] 1 difference from what was deployed
   *[other] { $n } differences from what was deployed
}
cloud-destroyed = { $stack }: removed{ $left ->
    [0] {""}
   *[other] ; this remains, since it keeps data or data needs it:
}
cloud-ask = { $what ->
    [account] Type the account that this changes
   *[stack] Type the name of the stack to remove; data stays
}
cloud-nobody = asks before it changes a cloud; where nobody can answer, give { $option }
cloud-not-allowed = must be true before a command may change a cloud
cloud-interrupted = interrupted. { $state ->
    [running] { $stack } is being made in { $account }, { $region }, and that goes on there. “{ $again }” waits for its end and goes on; “{ $look }” says what stands
    [removing] { $stack } is being removed in { $account }, { $region }, and that goes on there. “{ $again }” waits for its end and goes on; “{ $look }” says what stands
   *[ended] Nothing was begun in { cloud-name }
}
