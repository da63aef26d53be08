"""Buckets, against a real S3 server with authentication."""
