"""Steps in other people's pipelines, each with the real host."""
