package dev.tarn.conformance.golden;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of one mapping in a golden file; a member that nobody reads is a mistake. */
final class Fields {
  private final String place;
  private final Map<?, ?> members;
  private final Set<String> read = new HashSet<>();

  private Fields(String place, Map<?, ?> members) {
    this.place = place;
    this.members = members;
  }

  static Fields of(String place, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Fields(place, map);
    }
    throw new IllegalArgumentException(place + ": not a mapping but " + value);
  }

  /** A mapping whose member {@code like} names the template of what it does not say itself. */
  static Fields like(String place, @Nullable Object value, Fields templates) {
    Fields own = of(place, value);
    Map<Object, @Nullable Object> merged = new LinkedHashMap<>();
    own.text("like")
        .ifPresent(
            name -> merged.putAll(of(place + " like " + name, templates.value(name)).members));
    merged.putAll(own.members);
    merged.remove("like");
    return new Fields(place, merged);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  @Nullable Object value(String name) {
    read.add(name);
    return members.get(name);
  }

  Optional<String> text(String name) {
    Object value = value(name);
    if (value == null || value instanceof String) {
      return Optional.ofNullable((String) value);
    }
    throw new IllegalArgumentException(place + ": " + name + " is not a text");
  }

  String required(String name) {
    return text(name)
        .orElseThrow(() -> new IllegalArgumentException(place + ": " + name + " is missing"));
  }

  Optional<Fields> fields(String name) {
    Object value = value(name);
    return value == null ? Optional.empty() : Optional.of(of(place + " " + name, value));
  }

  /** Empty when there is no such member. */
  List<@Nullable Object> list(String name) {
    Object value = value(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw new IllegalArgumentException(place + ": " + name + " is not a list");
  }

  Set<String> names() {
    Set<String> names = new HashSet<>();
    members.keySet().forEach(name -> names.add(String.valueOf(name)));
    return names;
  }

  /** Complains about members that nobody asked for. */
  void end() {
    Set<String> unknown = names();
    unknown.removeAll(read);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(place + ": unknown members " + unknown);
    }
  }
}
