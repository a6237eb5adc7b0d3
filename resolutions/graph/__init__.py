"""What cites what: texts by the documents they cite, one document among its neighbours, chains."""
