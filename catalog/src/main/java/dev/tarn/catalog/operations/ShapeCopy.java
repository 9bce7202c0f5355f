package dev.tarn.catalog.operations;

import dev.tarn.protocol.shape.MemberShape;
import dev.tarn.protocol.shape.StructureShape;
import dev.tarn.protocol.shape.ValueShape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Moves the members of one model object to another by their wire names, such as a TableInput's to a
 * Table: no member is forgotten, also none that a later SDK adds.
 */
final class ShapeCopy {
  private ShapeCopy() {}

  /** Sets in the builder every member that the source has a value for and the target knows. */
  static <B> B copy(SdkPojo source, B builder) {
    SdkPojo target = (SdkPojo) builder;
    StructureShape targetShape = StructureShape.of(target);
    for (MemberShape member : StructureShape.of(source).members()) {
      MemberShape into = targetShape.member(member.wireName());
      Object value = into == null ? null : member.get(source);
      if (into != null && value != null) {
        into.set(target, convert(value, into.value()));
      }
    }
    return builder;
  }

  /** Structures of another class than the target's, as in ViewDefinitionInput, are rebuilt. */
  private static Object convert(Object value, ValueShape shape) {
    return switch (shape.kind()) {
      case SDK_POJO -> convertStructure((SdkPojo) value, shape);
      case LIST -> convertList((List<?>) value, shape.element());
      default -> value;
    };
  }

  private static Object convertStructure(SdkPojo value, ValueShape shape) {
    SdkPojo builder = shape.newStructureBuilder();
    if (builder.getClass().getEnclosingClass() == value.getClass()) {
      return value;
    }
    return ValueShape.build(copy(value, builder));
  }

  private static List<?> convertList(List<?> list, ValueShape element) {
    List<@Nullable Object> converted = new ArrayList<>(list.size());
    for (Object item : list) {
      converted.add(item == null ? null : convert(item, element));
    }
    return converted;
  }
}
