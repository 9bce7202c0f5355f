import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a jar of the distribution anew, the same to the byte whenever that is done. */
final class RewrittenJar {
  /** The first of January is how a zip says that the time is elsewhere, with a time zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  /** What becomes of an entry; empty for one that is left out. */
  interface Change {
    Optional<byte[]> content(JarFile jar, ZipEntry entry) throws IOException;
  }

  private RewrittenJar() {}

  /**
   * @param notice the file that says what was done to the jar, and its text
   */
  static void write(Path file, Change change, String notice, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (JarFile jar = new JarFile(file.toFile());
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(next));
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.setLevel(Deflater.BEST_COMPRESSION);
      for (ZipEntry entry : Collections.list(jar.entries())) {
        Optional<byte[]> content =
            entry.isDirectory() ? Optional.empty() : change.content(jar, entry);
        if (content.isPresent()) {
          put(zip, entry.getName(), content.get());
        }
      }
      put(zip, notice, text.getBytes(StandardCharsets.UTF_8));
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
