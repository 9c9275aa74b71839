"""Discourse: embeddings, topics, and the tables a paper is written from."""
