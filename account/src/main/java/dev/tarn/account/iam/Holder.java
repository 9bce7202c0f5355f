package dev.tarn.account.iam;

import java.util.Locale;

/** The three kinds of entities that have policies. */
enum Holder {
  ROLE("role", IamRules.NAME_LENGTH),
  USER("user", IamRules.NAME_LENGTH),
  GROUP("group", IamRules.LONG_NAME_LENGTH);

  private final String word;
  private final int longestName;

  Holder(String word, int longestName) {
    this.word = word;
    this.longestName = longestName;
  }

  /** As in texts and ARNs: {@code role}. */
  String word() {
    return word;
  }

  /** The member of a request that has its name: {@code roleName}. */
  String member() {
    return word + "Name";
  }

  int longestName() {
    return longestName;
  }

  /** What the keys of everything that belongs to this one begin with. */
  String keyOf(String name) {
    return word + "/" + name.toLowerCase(Locale.ROOT) + "/";
  }
}
