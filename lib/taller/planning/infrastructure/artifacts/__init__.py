"""The templates that clouds and Terraform take."""
