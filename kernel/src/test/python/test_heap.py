"""Cells that fill the heap: each gets an OutOfMemoryError, and the kernel goes on."""

import pytest

# Each fills the variable `kept`, which later cells can see.
FILLS = {
    "small objects": "var kept = new ArrayList<Object>(); while (true) kept.add(kept.size());",
    "a map": 'var kept = new HashMap<Integer, String>(); for (int i = 0; ; i++) kept.put(i, "value " + i);',
    "a linked list, with garbage": """\
record Node(Object value, Node next) {}
Node kept = null;
while (true) kept = new Node(String.join(",", "some", "words", "a" + System.nanoTime()), kept);""",
    "small arrays": "var kept = new ArrayList<Object>(); while (true) kept.add(new double[1000]);",
    "arrays of a megabyte": "var kept = new ArrayList<Object>(); while (true) kept.add(new double[131_000]);",
    "arrays of eight megabytes": "var kept = new ArrayList<Object>(); while (true) kept.add(new double[1_048_576]);",
    "a library alone": "Object kept = IntStream.iterate(0, i -> i + 1).boxed().toList();",
    "all processors": "Object kept = IntStream.range(0, 2_000_000_000).parallel().mapToObj(i -> i).toList();",
    "a string": 'var kept = new StringBuilder("x"); while (true) kept.append(kept);',
    "a method": """\
Object kept = null;
void fill(List<Object> list) { kept = list; for (;;) list.add(List.of(list.size(), new int[3])); }
fill(new LinkedList<>());""",
}


@pytest.mark.parametrize("heap", ["96m", "300m"])
def test_a_cell_that_fills_the_heap_is_told_so_and_the_kernel_goes_on(start, heap):
    kernel = start(env={"JDK_JAVA_OPTIONS": f"-Xmx{heap}"})
    kernel.execute("int before = 41;")
    for name, code in FILLS.items():
        failed = kernel.execute(code)
        assert failed.reply["content"].get("ename") == "java.lang.OutOfMemoryError", (name, failed.reply["content"])
        assert kernel.execute("before + 1").value() == "42", name
        assert kernel.execute("kept = null;").status == "ok", name
        assert kernel.execute("new double[1_000_000].length").value() == "1000000", name


CATCHES = """\
var kept = new ArrayList<Object>();
int times = 0;
while (times < 3) {
  try {
    while (true) kept.add(new int[100]);
  } catch (OutOfMemoryError full) {
    kept.clear();
    times++;
  }
}
times"""


@pytest.mark.parametrize("turn", range(5))  # in a new kernel each time: nothing is linked then, and the heap is full
def test_a_cell_can_catch_the_error_and_go_on(start, turn):
    kernel = start(env={"JDK_JAVA_OPTIONS": "-Xmx96m"})
    caught = kernel.execute(CATCHES)
    assert caught.status == "ok", caught.reply["content"]
    assert caught.value() == "3"
