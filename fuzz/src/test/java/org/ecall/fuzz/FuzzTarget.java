package org.ecall.fuzz;

import com.code_intelligence.jazzer.agent.AgentInstaller;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.driver.FuzzedDataProviderImpl;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A target as {@code fuzz/run} finds it: by its source file. */
record FuzzTarget(String name, Method method, Path corpusFolder) {

  private static final String SUFFIX = "Target.java";

  static {
    // The provider of data needs classes that Jazzer adds to the JVM; nothing is instrumented.
    AgentInstaller.install(false);
  }

  static List<FuzzTarget> all(Path fuzz) throws IOException {
    Path sources = fuzz.resolve("src/main/java/org/ecall/fuzz");
    try (Stream<Path> files = Files.list(sources)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .sorted()
          .map(file -> of(file.substring(0, file.length() - ".java".length()), fuzz))
          .toList();
    }
  }

  private static FuzzTarget of(String simpleName, Path fuzz) {
    String stem = simpleName.substring(0, simpleName.length() - "Target".length());
    String name = stem.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    return new FuzzTarget(
        name,
        entryPoint(FuzzTarget.class.getPackageName() + "." + simpleName),
        fuzz.resolve("corpus").resolve(name));
  }

  static Method entryPoint(String className) {
    try {
      Class<?> type = Class.forName(className);
      return Stream.of(type.getMethods())
          .filter(method -> method.getName().equals("fuzzerTestOneInput"))
          .findAny()
          .orElseThrow(() -> new AssertionError(className + " has no fuzzerTestOneInput"));
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  List<Path> corpus() throws IOException {
    try (Stream<Path> files = Files.list(corpusFolder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Runs an input; what it finds says which file it was. */
  void run(Path input) throws Throwable {
    byte[] bytes = Files.readAllBytes(input);
    try {
      if (method.getParameterTypes()[0] == byte[].class) {
        method.invoke(null, (Object) bytes);
      } else {
        FuzzedDataProvider data = FuzzedDataProviderImpl.withJavaData(bytes);
        method.invoke(null, data);
      }
    } catch (InvocationTargetException e) {
      throw new AssertionError(name + " fails on " + input.getFileName(), e.getCause());
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
