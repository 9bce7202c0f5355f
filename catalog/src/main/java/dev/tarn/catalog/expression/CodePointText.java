package dev.tarn.catalog.expression;

/** A text ordered by code points, as SQL engines order theirs; Java orders by UTF-16 units. */
record CodePointText(String text) implements Comparable<CodePointText> {

  @Override
  public int compareTo(CodePointText other) {
    String a = text;
    String b = other.text;
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        // Surrogates stand for code points above all others.
        boolean xHigh = Character.isSurrogate(x);
        boolean yHigh = Character.isSurrogate(y);
        return xHigh == yHigh ? Character.compare(x, y) : xHigh ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
