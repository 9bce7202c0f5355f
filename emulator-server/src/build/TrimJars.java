import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * Leaves out of the distribution what cannot be used in it: of some large jars the classes that no
 * class elsewhere names, and native libraries for systems that the launcher does not run on. A name
 * counts wherever it stands in a class, as a reference, in a signature or as a string.
 *
 * <p>Usage: {@code java TrimJars.java LIB_DIRECTORY}
 */
final class TrimJars {
  /** Of these, only what is named from elsewhere stays. They look nothing up by a made-up name. */
  private static final List<String> BY_CLASS =
      List.of(
          "bcpkix-", "bcprov-", "bcutil-", "commons-math3-", "fastutil-", "hive-thrift-", "lucene-");

  /** Signatures of whole jars do not fit what is left of them; checking one delays a start, too. */
  private static final List<String> SIGNATURES = List.of(".SF", ".DSA", ".RSA", ".EC");

  /** Would lead to a Hive metastore, which is never configured. */
  private static final List<String> NOT_USED =
      List.of("io/trino/plugin/hive/metastore/thrift/", "io/trino/plugin/iceberg/catalog/hms/");

  private static final List<String> WITH_NATIVES =
      List.of("aircompressor-v3-", "lz4-java-", "snappy-java-", "zstd-jni-");
  private static final List<String> LIBRARIES = List.of(".so", ".dylib", ".jnilib", ".dll", ".a");
  private static final List<String> SYSTEMS = List.of("linux", "mac", "darwin");
  private static final List<String> PROCESSORS =
      List.of("/amd64/", "-amd64/", "/x86_64/", "/aarch64/", "-aarch64/");

  private static final String CLASS = ".class";
  private static final String VERSIONS = "META-INF/versions/";
  private static final String META = "META-INF/";
  private static final String SERVICES = "META-INF/services/";
  private static final String NOTICE =
      "Tarn's distribution leaves out of this jar what nothing in it can use. The rest is unchanged.\n";

  /** The names that each class of the trimmed jars holds. */
  private final Map<String, Set<String>> trimmed = new HashMap<>();

  private final Set<String> named = new HashSet<>();

  public static void main(String[] arguments) throws IOException {
    new TrimJars().run(Path.of(arguments[0]));
  }

  private void run(Path lib) throws IOException {
    List<Path> jars;
    try (var files = Files.list(lib)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    for (boolean first : List.of(true, false)) {
      for (Path jar : jars) {
        if (first == startsWithOneOf(jar.getFileName().toString(), BY_CLASS)) {
          read(jar, first);
        }
      }
    }
    Set<String> kept = closure();
    for (Path jar : jars) {
      if (startsWithOneOf(jar.getFileName().toString(), BY_CLASS)) {
        write(jar, kept, true);
      } else if (startsWithOneOf(jar.getFileName().toString(), WITH_NATIVES)) {
        write(jar, kept, false);
      }
    }
  }

  private void read(Path file, boolean target) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        String name = className(entry.getName());
        if (name.isEmpty() || startsWithOneOf(name, NOT_USED)) {
          continue;
        }
        Set<String> into =
            target ? trimmed.computeIfAbsent(name, ignored -> new HashSet<>()) : named;
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        for (PoolEntry constant : ClassFile.of().parse(bytes).constantPool()) {
          if (constant instanceof Utf8Entry text) {
            addNames(text.stringValue(), target, into);
          }
        }
      }
    }
  }

  /** The name of a class as other classes write it, or empty for what is none. */
  private static String className(String entry) {
    if (!entry.endsWith(CLASS)) {
      return "";
    }
    String path = entry;
    if (path.startsWith(VERSIONS)) {
      path = path.substring(path.indexOf('/', VERSIONS.length()) + 1);
    }
    String name = path.substring(0, path.length() - CLASS.length());
    return name.equals("module-info") ? "" : name;
  }

  private void addNames(String text, boolean all, Set<String> into) {
    add(text.indexOf('.') < 0 ? text : text.replace('.', '/'), all, into);
    for (int start = text.indexOf('L'); start >= 0; start = text.indexOf('L', start + 1)) {
      int end = start + 1;
      while (end < text.length() && isInName(text.charAt(end))) {
        end++;
      }
      if (end < text.length() && (text.charAt(end) == ';' || text.charAt(end) == '<')) {
        add(text.substring(start + 1, end), all, into);
      }
    }
  }

  private void add(String name, boolean all, Set<String> into) {
    if (all || trimmed.containsKey(name)) {
      into.add(name);
    }
  }

  private static boolean isInName(char c) {
    return c == '/' || Character.isJavaIdentifierPart(c);
  }

  private Set<String> closure() {
    Set<String> kept = new HashSet<>(named);
    kept.retainAll(trimmed.keySet());
    Deque<String> open = new ArrayDeque<>(kept);
    while (!open.isEmpty()) {
      for (String name : trimmed.get(open.poll())) {
        if (trimmed.containsKey(name) && kept.add(name)) {
          open.add(name);
        }
      }
    }
    return kept;
  }

  private static void write(Path file, Set<String> kept, boolean byClass) throws IOException {
    long before = Files.size(file);
    RewrittenJar.write(
        file,
        (jar, entry) ->
            stays(entry.getName(), kept, byClass)
                ? Optional.of(content(jar, entry))
                : Optional.empty(),
        "META-INF/TRIMMED.txt",
        NOTICE);
    System.out.printf("%s: %,d of %,d bytes%n", file.getFileName(), Files.size(file), before);
  }

  private static byte[] content(JarFile jar, ZipEntry entry) throws IOException {
    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
      return jar.getInputStream(entry).readAllBytes();
    }
    Manifest manifest = new Manifest(jar.getManifest()); // the jar reads by its own
    manifest.getEntries().clear(); // digests of what has been signed
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    return bytes.toByteArray();
  }

  private static boolean stays(String entry, Set<String> kept, boolean byClass) {
    if (entry.startsWith(META) && endsWithOneOf(entry, SIGNATURES)) {
      return false;
    }
    if (!byClass) {
      return !endsWithOneOf(entry, LIBRARIES) || runsHere(entry.toLowerCase(Locale.ROOT));
    }
    if (entry.startsWith(SERVICES)) {
      return false; // they name providers that are gone, and nobody asks for them
    }
    String name = className(entry);
    return name.isEmpty() ? !entry.endsWith(CLASS) : kept.contains(name);
  }

  private static boolean runsHere(String library) {
    return SYSTEMS.stream().anyMatch(library::contains)
        && PROCESSORS.stream().anyMatch(library::contains);
  }

  private static boolean startsWithOneOf(String text, List<String> beginnings) {
    return beginnings.stream().anyMatch(text::startsWith);
  }

  private static boolean endsWithOneOf(String text, List<String> endings) {
    return endings.stream().anyMatch(text::endsWith);
  }
}
