"""What a map claims, tested: deletion and insertion, boxes, random weights, over folders."""
