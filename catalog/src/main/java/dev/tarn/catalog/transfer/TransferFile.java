package dev.tarn.catalog.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tarn.protocol.shape.StructureShape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file to import: one or more JSON objects, each what one call of the AWS CLI printed or several
 * of them merged. Read as a stream, once for each kind of entity.
 */
final class TransferFile {
  private static final String SUFFIX = ".json";
  private static final JsonFactory JSON = new JsonFactory();

  /** What stands beside the items and says nothing about them. */
  private static final Set<String> IGNORED = Set.of("NextToken", "ResponseMetadata");

  private final Path path;
  private final Set<Section> sections = EnumSet.noneOf(Section.class);

  private TransferFile(Path path) {
    this.path = path;
  }

  /** Takes the items of one file. */
  interface ItemConsumer {
    /**
     * Takes one item.
     *
     * @param json AWS's wire JSON of it
     */
    void accept(Place place, byte[] json) throws TransferException;
  }

  /** Where an item begins. */
  record Place(Path file, int line) {
    TransferException error(String problem, @Nullable Throwable cause) {
      return TransferException.at(file, line, problem, cause);
    }
  }

  /** Handles the value of a section's member; the parser is at its first token. */
  private interface SectionReader {
    void read(Section section, JsonParser in) throws IOException, TransferException;
  }

  /**
   * The given files, and the JSON files anywhere below given directories. All are checked to be
   * readable before this returns.
   */
  static List<TransferFile> find(List<Path> from) throws TransferException {
    List<TransferFile> files = new ArrayList<>();
    for (Path path : from) {
      for (Path file : expand(path)) {
        TransferFile found = new TransferFile(file);
        found.check();
        files.add(found);
      }
    }
    return files;
  }

  private static List<Path> expand(Path path) throws TransferException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> tree = Files.walk(path)) {
      List<Path> found =
          tree.filter(file -> file.toString().endsWith(SUFFIX) && Files.isRegularFile(file))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new TransferException(path + " holds no " + SUFFIX + " file");
      }
      return found;
    } catch (IOException e) {
      throw new TransferException(path + " cannot be read: " + e, e);
    }
  }

  private void check() throws TransferException {
    walk((section, in) -> {
      sections.add(section);
      in.skipChildren();
    });
    if (sections.isEmpty()) {
      throw new TransferException(path + " has none of " + Section.allListMembers());
    }
  }

  /** Gives every item of the section to the consumer, in the order of the file. */
  void read(Section wanted, WireJson wireJson, ItemConsumer consumer) throws TransferException {
    if (!sections.contains(wanted)) {
      return;
    }
    StructureShape shape = EntityShape.of(wanted).shape();
    walk((section, in) -> {
      if (section != wanted) {
        in.skipChildren();
        return;
      }
      boolean list = in.currentToken() == JsonToken.START_ARRAY;
      while (!list || in.nextToken() != JsonToken.END_ARRAY) {
        if (in.currentToken() != JsonToken.START_OBJECT) {
          throw new JsonParseException(in, "A " + wanted.noun(1) + " must be an object");
        }
        Place place = new Place(path, in.currentTokenLocation().getLineNr());
        consumer.accept(place, wireJson.copy(in, shape));
        if (!list) {
          return;
        }
      }
    });
  }

  private void walk(SectionReader reader) throws TransferException {
    try (InputStream stream = Files.newInputStream(path);
        JsonParser in = JSON.createParser(stream)) {
      if (in.nextToken() == null) {
        throw new TransferException(path + " is empty");
      }
      do {
        if (in.currentToken() != JsonToken.START_OBJECT) {
          throw new JsonParseException(in, "This is not what the AWS CLI prints");
        }
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
          member(name, in, reader);
        }
      } while (in.nextToken() != null);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw TransferException.at(path, line, problem(e), e);
    } catch (IOException e) {
      throw new TransferException(path + " cannot be read: " + e, e);
    }
  }

  /** Without the remarks in parentheses about where in the parser's source something began. */
  private static String problem(JsonProcessingException e) {
    String message = e.getOriginalMessage();
    int source = message.indexOf("[Source");
    int parenthesis = source < 0 ? -1 : message.lastIndexOf(" (", source);
    return parenthesis < 0 ? message : message.substring(0, parenthesis);
  }

  private static void member(String name, JsonParser in, SectionReader reader)
      throws IOException, TransferException {
    Optional<Section> section = Section.withMember(name);
    if (section.isEmpty() && !IGNORED.contains(name)) {
      throw new JsonParseException(
          in, "Unknown member '" + name + "', expected one of " + Section.allListMembers());
    }
    JsonToken token = in.nextToken();
    if (section.isEmpty()) {
      in.skipChildren();
    } else if (token == JsonToken.START_ARRAY || token == JsonToken.START_OBJECT) {
      reader.read(section.get(), in);
    } else {
      throw new JsonParseException(in, "'" + name + "' must be an array");
    }
  }
}
