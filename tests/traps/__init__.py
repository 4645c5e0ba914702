"""Small made-up articles, each a trap of one kind that news sets to whoever reads it.

`trap` says what a trap is, `world` reads its articles as `kg build` does, `expect…` say what may
be expected of the rows that `kg query` shows, and the other modules hold the articles, by kind.
What is expected is what a careful reader takes from the article. All people are invented.
"""
