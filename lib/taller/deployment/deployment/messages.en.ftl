# What the notebook deployment says.

## Load

load-percentile = percentile of { $n } answers, interval by order statistics; answers that follow each other are taken as independent
load-slices = mean of { $n } equal stretches of the time, Student's t

## The kit

kit-file =
    .kubernetes = For Kubernetes: the service, its scaling, who may reach it, the nightly table
    .container = The container it runs in
    .systemd = For a machine without containers: the service
    .nightly = For a machine without containers: the nightly table
    .nginx = Behind nginx
    .haproxy = Behind HAProxy
