"""The privacy papers, made from the declared questions so that they cannot fall behind them."""
