"""Deployment: how a version that answers unseen compares with the live one."""
