"""The case saas_b2b: what it leaves: files of the campaign, and the model of who leaves."""
