template-file =
    .own = Template of the cloud's own deployment service
    .terraform = Terraform module
