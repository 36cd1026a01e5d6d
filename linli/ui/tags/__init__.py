"""The pieces behind `{% load linli %}`, by kind: inline words, blocks, fields and lists."""
