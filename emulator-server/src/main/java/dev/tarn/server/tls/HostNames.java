package dev.tarn.server.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which names the server answers to. */
final class HostNames {
  private static final String LOCALHOST = "localhost";
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL = 63;

  private final List<String> certified = new ArrayList<>();
  private final List<String> domains = new ArrayList<>();

  /**
   * @param added by the user
   */
  HostNames(List<String> added) {
    certified.addAll(List.of(LOCALHOST, "*." + LOCALHOST, "127.0.0.1", "::1"));
    domains.add("." + LOCALHOST);
    for (String name : added) {
      certified.add(name);
      if (!isAddress(name)) {
        certified.add("*." + name);
        domains.add("." + name.toLowerCase(Locale.ROOT));
      }
    }
  }

  /** Those that every certificate has. */
  List<String> certified() {
    return List.copyOf(certified);
  }

  /**
   * Whether a certificate can be had for this name alone. Wildcards do not do: OpenSSL, and with it
   * Python and curl, takes none directly below a top-level name such as {@code localhost}.
   */
  boolean isBelowOurs(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return isHostName(lower) && domains.stream().anyMatch(lower::endsWith);
  }

  static boolean isHostName(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME) {
      return false;
    }
    for (String label : name.split("\\.", -1)) {
      boolean letters =
          label
              .chars()
              .allMatch(c -> (Character.isLetterOrDigit(c) && c < 128) || c == '-' || c == '_');
      if (label.isEmpty() || label.length() > MAX_LABEL || !letters) {
        return false;
      }
    }
    return true;
  }

  static boolean isAddress(String name) {
    return name.indexOf(':') >= 0
        || (!name.isEmpty() && name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
  }
}
