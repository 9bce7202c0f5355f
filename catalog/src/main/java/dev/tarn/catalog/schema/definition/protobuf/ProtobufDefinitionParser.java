package dev.tarn.catalog.schema.definition.protobuf;

import com.squareup.wire.schema.CoreLoader;
import com.squareup.wire.schema.ErrorCollector;
import com.squareup.wire.schema.Linker;
import com.squareup.wire.schema.Loader;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.SchemaException;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.tarn.catalog.schema.definition.DefinitionParser;
import dev.tarn.catalog.schema.definition.InvalidDefinitionException;
import dev.tarn.catalog.schema.definition.ParsedDefinition;
import java.util.List;

/**
 * Parses and links PROTOBUF definitions of one file. Google's well-known types can be imported,
 * nothing else can; extensions and groups are refused (<a
 * href="https://docs.aws.amazon.com/glue/latest/dg/schema-registry.html">AWS</a> supports neither).
 */
public final class ProtobufDefinitionParser implements DefinitionParser {
  @Override
  public ParsedDefinition parse(String definition) throws InvalidDefinitionException {
    try {
      ProtoFileElement element = read(definition);
      refuseUnsupported(element);
      ErrorCollector errors = new ErrorCollector();
      Linker linker = new Linker(new WellKnownTypes(errors), errors, true, true);
      Schema schema = linker.link(List.of(ProtoFile.Companion.get(element)));
      ProtoFile linked = schema.protoFile(element.getLocation().getPath());
      if (linked == null) {
        throw new IllegalStateException("Linking lost " + element.getLocation());
      }
      return new ProtobufDefinition(linked, schema);
    } catch (SchemaException | IllegalStateException | IllegalArgumentException e) {
      // Wire's parser reports syntax errors as IllegalStateException.
      throw new InvalidDefinitionException(String.valueOf(e.getMessage()), e);
    }
  }

  /** AWS names the file after its package, as the texts of its errors show. */
  private static ProtoFileElement read(String definition) {
    ProtoFileElement element = parse("default.proto", definition);
    String packageName = element.getPackageName();
    return packageName == null
        ? element
        : parse(packageName.replace('.', '/') + "/default.proto", definition);
  }

  private static ProtoFileElement parse(String path, String definition) {
    return ProtoParser.Companion.parse(Location.get(path), definition);
  }

  private static void refuseUnsupported(ProtoFileElement file) throws InvalidDefinitionException {
    if (!file.getExtendDeclarations().isEmpty()) {
      throw new InvalidDefinitionException("extensions are not supported", null);
    }
    refuseUnsupported(file.getTypes());
  }

  private static void refuseUnsupported(List<TypeElement> types) throws InvalidDefinitionException {
    for (TypeElement type : types) {
      if (type instanceof MessageElement message) {
        if (!message.getExtensions().isEmpty() || !message.getExtendDeclarations().isEmpty()) {
          throw unsupported("extensions", message);
        }
        if (!message.getGroups().isEmpty()
            || message.getOneOfs().stream().anyMatch(oneOf -> !oneOf.getGroups().isEmpty())) {
          throw unsupported("groups", message);
        }
      }
      refuseUnsupported(type.getNestedTypes());
    }
  }

  private static InvalidDefinitionException unsupported(String what, MessageElement message) {
    return new InvalidDefinitionException(
        what
            + " are not supported\n  in message "
            + message.getName()
            + " ("
            + message.getLocation()
            + ")",
        null);
  }

  /** The files that come with Protocol Buffers; any other import is an error. */
  private record WellKnownTypes(ErrorCollector errors) implements Loader {
    /** Wire's linker loads this one for itself. */
    private static final String LINKER_FILE = "wire/extensions.proto";

    @Override
    public ProtoFile load(String path) {
      if (path.startsWith("google/protobuf/") || path.equals(LINKER_FILE)) {
        return CoreLoader.INSTANCE.load(path);
      }
      errors.plusAssign("unable to find " + path + "\n  searching 1 proto paths:\n    /");
      return ProtoFile.Companion.get(ProtoFileElement.empty(path));
    }

    @Override
    public Loader withErrors(ErrorCollector collector) {
      return new WellKnownTypes(collector);
    }
  }
}
