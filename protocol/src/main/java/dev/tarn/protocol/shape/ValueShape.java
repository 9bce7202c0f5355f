package dev.tarn.protocol.shape;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The kind of a value, and for containers what is inside. */
public final class ValueShape {
  private final SdkField<?> field;
  private final MarshallingKnownType kind;
  private final @Nullable ValueShape element;
  private final TimestampFormatTrait.Format timestampFormat;
  private volatile @Nullable StructureShape structure;

  private ValueShape(SdkField<?> field, @Nullable ValueShape element) {
    this.field = field;
    this.kind = field.marshallingType().getKnownType();
    this.element = element;
    TimestampFormatTrait trait = field.getTrait(TimestampFormatTrait.class);
    this.timestampFormat =
        trait == null ? TimestampFormatTrait.Format.UNIX_TIMESTAMP : trait.format();
  }

  static ValueShape of(SdkField<?> field) {
    SdkField<?> inner =
        switch (field.marshallingType().getKnownType()) {
          case LIST -> field.getRequiredTrait(ListTrait.class).memberFieldInfo();
          case MAP -> field.getRequiredTrait(MapTrait.class).valueFieldInfo();
          default -> null;
        };
    return new ValueShape(field, inner == null ? null : of(inner));
  }

  public MarshallingKnownType kind() {
    return kind;
  }

  /** The shape of a list's members or of a map's values. */
  public ValueShape element() {
    return Objects.requireNonNull(element, "neither list nor map");
  }

  /** The members of a structure. */
  public StructureShape structure() {
    StructureShape known = structure;
    if (known == null) {
      known = StructureShape.of(newStructureBuilder());
      structure = known;
    }
    return known;
  }

  /** A fresh builder of the structure, to be filled by {@link MemberShape#set}. */
  public SdkPojo newStructureBuilder() {
    Supplier<SdkPojo> constructor = Objects.requireNonNull(field.constructor(), "not a structure");
    return constructor.get();
  }

  /** The model object that the builder has been filled for. */
  public static SdkPojo build(SdkPojo builder) {
    return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
  }

  /** How a list travels outside JSON. */
  public ListTrait listTrait() {
    return field.getRequiredTrait(ListTrait.class);
  }

  /** How a map travels outside JSON. */
  public MapTrait mapTrait() {
    return field.getRequiredTrait(MapTrait.class);
  }

  /** How the model wants a timestamp written in JSON; most members leave it at epoch seconds. */
  public TimestampFormatTrait.Format timestampFormat() {
    return timestampFormat;
  }
}
