package dev.tarn.conformance.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** An SDK object as a tree: structures, maps, lists and texts, without what was not sent. */
final class SdkTree {
  private SdkTree() {}

  /** The members of a structure by their names on the wire; maps of AWS are plain maps. */
  record Structure(Map<String, Object> members) {}

  static Structure of(SdkPojo pojo) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = node(field.getValueOrDefault(pojo));
      if (value != null) {
        members.put(field.locationName(), value);
      }
    }
    return new Structure(members);
  }

  // The SDK has empty collections of its own for members that were not sent.
  private static @Nullable Object node(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case SdkAutoConstructList<?> _ -> null;
      case SdkAutoConstructMap<?, ?> _ -> null;
      case SdkPojo pojo -> of(pojo);
      case List<?> list -> {
        List<@Nullable Object> nodes = new ArrayList<>();
        list.forEach(element -> nodes.add(node(element)));
        yield nodes;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> nodes = new LinkedHashMap<>();
        map.forEach((key, element) -> nodes.put(String.valueOf(key), node(element)));
        yield nodes;
      }
      default -> value.toString();
    };
  }
}
