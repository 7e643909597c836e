"""Attribution: which pixels, tokens or patches an answer rests on, by method."""
