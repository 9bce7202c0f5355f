package dev.tarn.query.dialect;

/** A place in a text; lines and columns count from 1, columns in UTF-16 units. */
public record TextPosition(int line, int column) {}
