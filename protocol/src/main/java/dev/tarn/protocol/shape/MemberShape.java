package dev.tarn.protocol.shape;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.traits.DefaultValueTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** One member of a structure: its wire name, its value's shape, and how to read and set it. */
public final class MemberShape {
  private final SdkField<?> field;
  private final SerializedString wireName;
  private final ValueShape value;
  private final boolean defaulted;

  MemberShape(SdkField<?> field) {
    this.field = field;
    this.wireName = new SerializedString(field.locationName());
    this.value = ValueShape.of(field);
    this.defaulted = field.containsTrait(DefaultValueTrait.class);
  }

  public String wireName() {
    return wireName.getValue();
  }

  /** The name in an answer, which EC2 spells differently from a request's: {@code vpcId}. */
  public String answerName() {
    return field.unmarshallLocationName();
  }

  /** The wire name with its JSON and UTF-8 forms cached. */
  public SerializableString serializedName() {
    return wireName;
  }

  /** The name in the service model, which differs from the wire name for a few members. */
  public String memberName() {
    return field.memberName();
  }

  public ValueShape value() {
    return value;
  }

  /** Whether the SDK's client fills this member in when the caller leaves it out. */
  public boolean hasClientDefault() {
    return defaulted;
  }

  /**
   * What the object holds, or null when the member is absent. The SDK's placeholder for a list or
   * map that nobody set counts as absent; an empty list that somebody set does not.
   */
  public @Nullable Object get(SdkPojo object) {
    Object held =
        defaulted && object instanceof SdkRequest request
            ? request.getValueForField(field.memberName(), Object.class).orElse(null)
            : field.getValueOrDefault(object);
    return held instanceof SdkAutoConstructList || held instanceof SdkAutoConstructMap
        ? null
        : held;
  }

  /** What a client would send for the member of this request: the held value or the default. */
  public @Nullable Object getOrClientDefault(SdkPojo object) {
    return field.getValueOrDefault(object);
  }

  public void set(SdkPojo builder, Object newValue) {
    field.set(builder, newValue);
  }
}
