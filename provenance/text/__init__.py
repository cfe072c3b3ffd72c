"""Facts about language and the web that several stages need: words, sentences, quotation marks, dates, hosts.

Pure functions over strings; nothing here knows a document.
"""
