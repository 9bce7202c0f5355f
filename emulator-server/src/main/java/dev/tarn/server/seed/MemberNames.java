package dev.tarn.server.seed;

import java.util.Locale;

/** Names of a struct's members, as they can stand in the text of a type. */
final class MemberNames {
  private MemberNames() {}

  /** In small letters, as Hive keeps them. */
  static String checked(String name) throws UnknownSchemaException {
    boolean plain =
        !name.isEmpty()
            && name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$');
    if (!plain) {
      throw new UnknownSchemaException(
          "the member '" + name + "' cannot stand in the text of a struct's type");
    }
    return name.toLowerCase(Locale.ROOT);
  }
}
