"""The lexicon: the words by which documents are understood, in English, German and Spanish: data, and nothing else.

Terms are written as people write them and compared folded (lower case, no accents). `*` stands for any further
letters of the same word, which German compounds need (`*risik*`). A term of several words has to stand as such.
"""
