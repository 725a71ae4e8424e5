UPDATE mark SET colour = colour || '!';
