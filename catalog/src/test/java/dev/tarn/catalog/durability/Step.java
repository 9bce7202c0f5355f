package dev.tarn.catalog.durability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one call does to marked entities: each put, and each removal with all that is below it, is
 * one thing that may be done or not when the call was cut off.
 *
 * @param puts marks by key
 */
record Step(Map<String, String> puts, List<String> removals) {

  static Step put(String key, String mark) {
    return new Step(Map.of(key, mark), List.of());
  }

  static Step remove(String key) {
    return new Step(Map.of(), List.of(key));
  }

  static Step parse(String text) {
    Map<String, String> puts = new HashMap<>();
    List<String> removals = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        removals.add(part);
      } else {
        puts.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return new Step(puts, removals);
  }

  void applyTo(Map<String, String> state) {
    state.putAll(puts);
    removals.forEach(removed -> state.keySet().removeIf(key -> isWithin(removed, key)));
  }

  private static boolean isWithin(String removed, String key) {
    return key.equals(removed) || key.startsWith(removed + ".") || key.startsWith(removed + "/");
  }

  /** Applies those parts of a step that was cut off which are seen in what was found. */
  void applyWhatHappenedTo(Map<String, String> state, Map<String, String> found) {
    puts.forEach((key, mark) -> {
      if (mark.equals(found.get(key))) {
        state.put(key, mark);
      }
    });
    for (String removed : removals) {
      if (!found.containsKey(removed)) {
        remove(removed).applyTo(state);
      }
    }
  }

  @Override
  public String toString() {
    List<String> parts = new ArrayList<>(removals);
    puts.forEach((key, mark) -> parts.add(key + "=" + mark));
    return String.join(",", parts);
  }
}
