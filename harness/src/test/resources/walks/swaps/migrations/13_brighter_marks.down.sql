UPDATE mark SET colour = left(colour, -1);
