"""PyTorch in the installed kernel: the first cell that needs it unpacks it, and nothing asks the network."""

import pytest

from conftest import Kernel

IMPORTS = "import ai.djl.ndarray.*;\nimport ai.djl.ndarray.types.Shape;\nimport peaberry.torch.Torch;\n"
NOWHERE = " ".join(f"-D{scheme}.proxyHost=127.0.0.1 -D{scheme}.proxyPort=9" for scheme in ("http", "https"))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def notebook(home):
    """A kernel of a user who has never used PyTorch, on a machine whose way to the network ends nowhere."""
    kernel = Kernel(kernel_name="java", env=environment(home))
    yield kernel
    kernel.stop()


def environment(home):
    return {"PEABERRY_CACHE": str(home / "cache"), "JDK_JAVA_OPTIONS": f"{NOWHERE} -Duser.home={home}"}


@pytest.fixture(scope="module")
def first(notebook):
    return notebook.execute(IMPORTS + "NDManager manager = NDManager.newBaseManager();\nmanager.arange(6f).reshape(2, 3)")


def test_the_first_array_unpacks_pytorch_with_a_progress_bar_and_no_noise(first, home):
    assert first.status == "ok", first.reply
    assert first.text() == f"Unpacking PyTorch into {home}/cache/pytorch-2.7.1-0.35.1, once: 431 MB\n"
    assert first.text("stderr") == ""
    assert [one["data"]["text/plain"] for one in first.of("display_data")][0].endswith("0/434")
    assert (home / "cache" / "pytorch-2.7.1-0.35.1" / "libtorch_cpu.so").stat().st_size > 400_000_000
    assert not (home / ".djl.ai").exists()


def test_an_array_is_shown_as_a_table(first):
    assert first.value().endswith("2 rows × 3 columns · float32 on cpu()")
    (result,) = first.of("execute_result")
    assert "<table" in result["data"]["text/html"]


def test_variables_learn_across_cells(first, notebook):
    notebook.execute("Torch.seed(42);\nNDArray x = manager.randomNormal(new Shape(50, 2));\nNDArray w = manager.zeros(new Shape(2, 1));")
    notebook.execute("NDArray y = x.matMul(manager.create(new float[] {3, -1}).reshape(2, 1));")
    cell = """for (int i = 0; i < 200; i++) {
  try (var step = new NDScope()) {
    var g = Torch.gradients(() -> x.matMul(w).sub(y).square().mean(), w);
    w.subi(g.of(w).mul(0.1));
  }
}
String.format("%.2f %.2f", w.getFloat(0, 0), w.getFloat(1, 0))"""
    result = notebook.execute(cell)
    assert result.status == "ok", result.reply
    assert result.value().strip('"') == "3.00 -1.00"


def test_a_closed_array_says_so(first, notebook):
    assert notebook.execute("w.close();\nw").value().startswith("This array is closed: ")


def test_the_next_kernel_finds_it_unpacked(first, home, start):
    kernel = start(kernel_name="java", env=environment(home))
    result = kernel.execute(IMPORTS + "NDManager.newBaseManager().ones(new Shape(2))")
    assert result.value().endswith("2 rows × 1 column · float32 on cpu()")
    assert not result.of("stream") and not result.of("display_data")
