package dev.tarn.catalog.schema.definition.protobuf;

import com.squareup.wire.schema.EnumType;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.MessageType;
import com.squareup.wire.schema.OneOf;
import com.squareup.wire.schema.ProtoType;
import com.squareup.wire.schema.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether messages written with one definition can be read with another, by what the binary format
 * preserves (<a href="https://protobuf.dev/programming-guides/proto3/#updating">Updating a message
 * type</a>): fields are matched by number, messages by name within the package.
 */
final class ProtobufCompatibility {
  /** Types whose values a reader of one sees as values of the other, up to truncation. */
  private static final Map<String, String> WIRE_GROUPS =
      Map.ofEntries(
          Map.entry("int32", "varint"),
          Map.entry("uint32", "varint"),
          Map.entry("int64", "varint"),
          Map.entry("uint64", "varint"),
          Map.entry("bool", "varint"),
          Map.entry("sint32", "zigzag"),
          Map.entry("sint64", "zigzag"),
          Map.entry("fixed32", "32 bits"),
          Map.entry("sfixed32", "32 bits"),
          Map.entry("fixed64", "64 bits"),
          Map.entry("sfixed64", "64 bits"),
          Map.entry("string", "text"),
          Map.entry("bytes", "text"));

  private final ProtobufDefinition reader;
  private final ProtobufDefinition writer;
  private final List<String> obstacles = new ArrayList<>();
  private final Set<String> compared = new HashSet<>();

  ProtobufCompatibility(ProtobufDefinition reader, ProtobufDefinition writer) {
    this.reader = reader;
    this.writer = writer;
  }

  List<String> obstacles() {
    Map<String, Type> known = typesByName(reader);
    Set<String> embedded = embeddedMessages();
    typesByName(writer)
        .forEach((name, written) -> {
          Type read = known.get(name);
          if (written instanceof MessageType message) {
            if (read instanceof MessageType readMessage) {
              compare(readMessage, message);
            } else if (!embedded.contains(name)) {
              obstacles.add("message " + name + " is missing");
            }
          }
        });
    compareServices();
    return obstacles;
  }

  /**
   * A reader must know every method that a writer may use: <a
   * href="https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html">adding one is backward
   * compatible, removing one is forward compatible</a>.
   */
  private void compareServices() {
    Set<String> known = methods(reader);
    methods(writer).stream()
        .filter(method -> !known.contains(method))
        .sorted()
        .forEach(method -> obstacles.add("method " + method + " is missing"));
  }

  private static Set<String> methods(ProtobufDefinition definition) {
    return definition.file().getServices().stream()
        .flatMap(
            service -> service.rpcs().stream().map(rpc -> service.name() + "." + rpc.getName()))
        .collect(Collectors.toSet());
  }

  private static Map<String, Type> typesByName(ProtobufDefinition definition) {
    Map<String, Type> types = new HashMap<>();
    definition
        .file()
        .typesAndNestedTypes()
        .forEach(type -> types.put(localName(definition, type.getType()), type));
    return types;
  }

  /** The messages of the writer that occur inside others; alone, they need no reader. */
  private Set<String> embeddedMessages() {
    return writer.file().typesAndNestedTypes().stream()
        .filter(MessageType.class::isInstance)
        .flatMap(type -> ((MessageType) type).getFieldsAndOneOfFields().stream())
        .map(ProtobufCompatibility::valueType)
        .map(type -> localName(writer, type))
        .collect(Collectors.toSet());
  }

  private static ProtoType valueType(Field field) {
    ProtoType type = typeOf(field);
    ProtoType value = type.getValueType();
    return value == null ? type : value;
  }

  private static ProtoType typeOf(Field field) {
    ProtoType type = field.getType();
    if (type == null) {
      throw new IllegalStateException(field + " is not linked");
    }
    return type;
  }

  private static String localName(ProtobufDefinition definition, ProtoType type) {
    String packageName = definition.file().getPackageName();
    String name = type.toString();
    return packageName != null && name.startsWith(packageName + ".")
        ? name.substring(packageName.length() + 1)
        : name;
  }

  private void compare(MessageType read, MessageType written) {
    if (!compared.add(read.getType() + " " + written.getType())) {
      return;
    }
    String message = localName(reader, read.getType());
    Map<Integer, Field> writtenFields = fieldsByTag(written);
    for (Field field : read.getFieldsAndOneOfFields()) {
      Field other = writtenFields.get(field.getTag());
      String place = message + "." + field.getName();
      if (other != null) {
        compare(place, field, other);
      }
      if (field.isRequired() && (other == null || !other.isRequired())) {
        obstacles.add("required field " + place + " is not always written");
      }
    }
    read.getOneOfs().forEach(oneOf -> compareOneOf(message, oneOf, written, writtenFields));
  }

  private static Map<Integer, Field> fieldsByTag(MessageType message) {
    return message.getFieldsAndOneOfFields().stream()
        .collect(Collectors.toMap(Field::getTag, field -> field, (first, second) -> first));
  }

  private void compare(String place, Field read, Field written) {
    ProtoType readType = typeOf(read);
    ProtoType writtenType = typeOf(written);
    if (readType.isMap() && writtenType.isMap()) {
      compareTypes(place + " (key)", readType.getKeyType(), writtenType.getKeyType());
      compareTypes(place + " (value)", readType.getValueType(), writtenType.getValueType());
      return;
    }
    compareTypes(place, readType, writtenType);
    boolean listed = read.isRepeated() || written.isRepeated();
    if (listed && read.isRepeated() != written.isRepeated() && !keepsLastElement(readType)) {
      // Numbers may be packed, which a reader of a single one does not understand.
      obstacles.add("field " + place + " is repeated on one side only");
    }
  }

  /** A reader of a single value takes the last of several, for what is never packed. */
  private boolean keepsLastElement(ProtoType type) {
    return type.equals(ProtoType.STRING)
        || type.equals(ProtoType.BYTES)
        || reader.schema().getType(type) instanceof MessageType;
  }

  private void compareTypes(String place, @Nullable ProtoType read, @Nullable ProtoType written) {
    if (read == null || written == null) {
      throw new IllegalStateException("A map without types at " + place);
    }
    Type readType = reader.schema().getType(read);
    Type writtenType = writer.schema().getType(written);
    if (readType instanceof MessageType readMessage
        && writtenType instanceof MessageType writtenMessage) {
      if (!localName(reader, read).equals(localName(writer, written))) {
        obstacles.add("field " + place + " is of another message type: " + written);
      } else {
        compare(readMessage, writtenMessage);
      }
    } else if (!wireGroup(read, readType).equals(wireGroup(written, writtenType))) {
      obstacles.add("field " + place + " is of type " + read + ", but was written as " + written);
    }
  }

  private static String wireGroup(ProtoType type, @Nullable Type declared) {
    return declared instanceof EnumType
        ? "varint"
        : WIRE_GROUPS.getOrDefault(type.toString(), type.toString());
  }

  /** Of fields that exclude each other a reader keeps the last; a writer may have set several. */
  private void compareOneOf(
      String message, OneOf oneOf, MessageType written, Map<Integer, Field> writtenFields) {
    List<Field> present =
        oneOf.getFields().stream()
            .map(field -> writtenFields.get(field.getTag()))
            .filter(field -> field != null)
            .toList();
    boolean exclusive =
        written.getOneOfs().stream().anyMatch(other -> other.getFields().containsAll(present));
    if (present.size() > 1 && !exclusive) {
      obstacles.add("fields were moved into oneof " + message + "." + oneOf.getName());
    }
  }
}
