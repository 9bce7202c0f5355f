package dev.tarn.server.signature;

import java.util.Map;

/**
 * Whose requests are served.
 *
 * @param strict whether signatures are verified
 * @param keys secrets by access key id
 */
public record AuthConfig(boolean strict, Map<String, String> keys) {
  /** Everyone's, with whatever signature or none. */
  public static final AuthConfig NONE = new AuthConfig(false, Map.of());

  public AuthConfig {
    keys = Map.copyOf(keys);
  }

  /** Only those signed with one of these keys. */
  public static AuthConfig strict(Map<String, String> keys) {
    return new AuthConfig(true, keys);
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "AuthConfig[strict=" + strict + ", keys=" + keys.keySet() + "]";
  }
}
