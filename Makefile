# Peaberry: `make lab` opens the notebooks, `make test` runs every test. Each first sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NEED := kernel/src/main/sh/need
FETCHING := kernel/src/main/sh/fetching
MVN = $(shell command -v mvn || echo ./mvnw) -q -B -Dstyle.color=never
KERNEL := $(VENV)/share/jupyter/kernels/java/kernel.json
SOURCES = find pom.xml */pom.xml lib/torch/pom.xml */src/main lib/torch/src/main notebooks/sources/*/*.java -type f
LESSONS := lib/target/classes/peaberry/teach/lessons
SCENARIOS = $(wildcard notebooks/solved/scenarios/*.ipynb)
PYTESTS := kernel/src/test/python
BROWSER_TESTS := kernel/src/test/browser
HUB := $(PYTESTS)/hub
PYTEST = $(BIN)/python -m pytest -q -rs -p no:cacheprovider --junitxml=build/tests/$@.xml
ROOT_MAY := $(if $(filter 0,$(shell id -u)),--allow-root)
# Recipes that start Java see the JDK that was found.
WITH_JDK = MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow JAVA_HOME="$$(cat build/java-home)" PATH="$$(cat build/java-home)/bin:$$PATH"

# What the wheels' runtime holds. Beside what a notebook may import: jdk.management tells the kernel of its memory, jdk.jfr is asked for
# by libraries; without jdk.localedata and jdk.charsets other languages' numbers, dates and files would silently come out wrong.
MODULES := java.se,jdk.compiler,jdk.jshell,jdk.unsupported,jdk.zipfs,jdk.jdwp.agent,jdk.incubator.vector,jdk.management,jdk.jfr,jdk.localedata,jdk.charsets,jdk.httpserver
# The Python packages that each environment gets, with checksums: see `make lock`. The first three's requirements name all of them.
WHOLE := kernel/wheel/requirements.lock $(PYTESTS)/nbgrader/requirements.lock $(PYTESTS)/frontends/requirements.lock
LOCKS := $(WHOLE) $(PYTESTS)/bench/requirements.lock $(PYTESTS)/pytorch/requirements.lock $(HUB)/requirements.lock
PARTS := peaberry-kernel peaberry-libraries peaberry peaberry-torch

.PHONY: help setup lab run hub wheel wheel-parts sbom lock notebooks release collect grade check test bench bench-library parity parity-pytorch claims clean always
.PHONY: test-unit test-python test-conformance test-wheel test-nbgrader test-frontends test-notebooks test-browser
.DELETE_ON_ERROR:

help:
	@echo "make lab        JupyterLab on the notebooks"
	@echo "make run        run the scenario notebooks without a screen; results in build/run"
	@echo "make notebooks  build the student and solved copies from notebooks/sources"
	@echo "make release OUT=folder   student copies to hand out; NAMES=\"omnicorp marketing\" for these alone"
	@echo "make grade COPIES=folder  run what students handed in; a table of points in folder/grades.csv, or where OUT= says;"
	@echo "                          TESTS=folder has tests of your own"
	@echo "make check      what five minutes can test, before a commit"
	@echo "make test       all tests"
	@echo "make bench      compare with ipykernel and JJava"
	@echo "make parity     hold the notebooks' figures and times to their Python originals"
	@echo "make parity-pytorch  the same, beside PyTorch too where the course uses it; fetches PyTorch, and takes 6 GB of disk"
	@echo "make claims     measure what the course's texts claim; writes notebooks/claims.json and solved/claims.ipynb"
	@echo "make bench-library  compare the library with scikit-learn, pandas and NumPy"
	@echo "make hub        eight users at once on a JupyterHub of this machine: times, memory, failures"
	@echo "make wheel      build the packages for pip into dist"
	@echo "make sbom       list what is bundled, with licences and checksums, in build/peaberry.cdx.json (CycloneDX)"
	@echo "make lock       after a change of versions: write their checksums anew"
	@echo "make setup      what all of the above do first"
	@echo "make clean      remove what was built"

setup: $(KERNEL)

lab: setup
	$(BIN)/jupyter lab $(ROOT_MAY) --notebook-dir=notebooks --LabApp.default_url=/lab/tree/README.ipynb

run: setup
	$(BIN)/python -m peaberry run --into build/run $(SCENARIOS)

wheel: wheel-parts $(VENV)/.installed
	@rm -rf dist
	@for part in $(PARTS); do \
	  $(BIN)/python -m pip wheel -q --disable-pip-version-check --no-deps --no-build-isolation -w dist --config-settings part=$$part --config-settings made=yes $(if $(filter no,$(SOLUTIONS)),--config-settings solutions=no) kernel/wheel || exit 1; done
	@ls -l dist

wheel-parts: build/jars.checked build/docs/.made build/runtime.made

sbom: build/jars.checked build/runtime.made $(VENV)/.installed
	@$(BIN)/python kernel/wheel/bundled.py list > build/peaberry.cdx.json

# The Java libraries' checksums are those of the jars that Maven has, the Python packages' those of all their files on the index.
# Only the bench, PyTorch and the hub leave the choice of what their packages need to uv.
lock: build/jars build/lock-venv/.installed
	$(PYTHON) kernel/wheel/bundled.py lock
	$(foreach lock,$(LOCKS),build/lock-venv/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  $(if $(findstring $(lock),$(WHOLE)),--no-deps) -c kernel/wheel/requirements.txt $(lock:.lock=.txt) -o $(lock) &&) true

notebooks: setup
	$(BIN)/python notebooks/sources/build.py $(NAMES)

release: $(VENV)/.installed
	@test -n "$(OUT)" || { echo "Say where to: make release OUT=folder, and perhaps NAMES=\"omnicorp marketing\"" >&2; exit 1; }
	@$(BIN)/python notebooks/release.py "$(OUT)" $(NAMES)

collect grade: setup
	@test -n "$(COPIES)" || { echo "Say which copies: make grade COPIES=folder" >&2; exit 1; }
	$(BIN)/python notebooks/grade.py "$(COPIES)" $(if $(OUT),--csv "$(OUT)") $(if $(TESTS),--tests "$(TESTS)") $(if $(SECONDS),--seconds $(SECONDS))

bench: setup build/bench-venv/.installed
	$(WITH_JDK) $(BIN)/python $(PYTESTS)/bench/bench.py $(BENCH)

parity: setup build/bench-venv/.installed
	$(BIN)/python notebooks/parity.py --python build/bench-venv/bin/python $(PARITY)

parity-pytorch: setup build/bench-venv/.installed build/pytorch-venv/.installed
	$(BIN)/python notebooks/parity.py --python build/bench-venv/bin/python --pytorch build/pytorch-venv/bin/python $(PARITY)

claims: setup build/bench-venv/.installed
	$(BIN)/python notebooks/claims.py --python build/bench-venv/bin/python $(CLAIMS)

bench-library: setup build/bench-venv/.installed
	$(WITH_JDK) build/bench-venv/bin/python lib/src/test/python/bench/library.py $(TASKS)

hub: setup build/hub-venv/.installed $(HUB)/node_modules/.installed
	build/hub-venv/bin/python $(HUB)/sessions.py $(SESSIONS)

clean:
	rm -rf build .venv */target $(BROWSER_TESTS)/node_modules $(HUB)/node_modules

# What setup makes

build/java-home: always
	@home="$$($(PYTHON) kernel/wheel/jdk.py)" || exit 1; \
	[ "$$home" = "$$(cat $@ 2>/dev/null)" ] || { mkdir -p build && echo "$$home" > $@; } 2>/dev/null || { \
	  echo "Nothing can be written to $(CURDIR)/build: copy this folder to a place of your own and run make there." >&2; exit 1; }

# By what the files hold, not by their times: one that was moved here or taken away may bring an old time.
build/sources: build/java-home always
	@sum="$$($(SOURCES) -exec cksum {} + | LC_ALL=C sort | cksum)"; \
	[ "$$sum" = "$$(cat $@ 2>/dev/null)" ] || echo "$$sum" > $@

# No other byte of a library than kernel/wheel/jars.sha256 knows.
build/jars.checked: build/jars kernel/wheel/jars.sha256 kernel/wheel/bundled.py
	@$(PYTHON) kernel/wheel/bundled.py check
	@touch $@

build/jars: build/sources build/java-home
	@rm -rf lib/target/dist */target/sources $(LESSONS)
	@echo "Building the kernel and the library (half a minute; longer where Maven has to fetch their libraries)"
	@$(WITH_JDK) $(FETCHING) $(MVN) -DskipTests package
	@touch $@

# What Shift-Tab shows: of each archive of sources that has changed, the documentation is read anew. `name??` shows the sources.
build/docs/.made: build/jars.checked
	@echo "Reading the documentation of the JDK and the libraries, for Shift-Tab (half a minute at first)"
	@"$$(cat build/java-home)/bin/java" -cp "lib/target/dist/*" peaberry.kernel.assist.DocIndexer \
	  build/docs "$$(cat build/java-home)/lib/src.zip" lib/target/sources/*.jar
	@rm -f build/docs/*-sources.jar && cp lib/target/sources/*.jar build/docs
	@touch $@

# A JVM that records for a cache does not put sets into random order, as jlink writes them: so two runs give the same bytes.
SAME_ORDER := $(addprefix -J,-XX:AOTMode=record -XX:AOTConfiguration=build/jlink.aotconf -Xlog:aot*=off -Xlog:cds*=off)

build/runtime.made: build/java-home Makefile
	@echo "Linking the runtime for the wheels (half a minute)"
	@rm -rf build/runtime
	@"$$(cat build/java-home)/bin/jlink" $(SAME_ORDER) --add-modules $(MODULES) --compress zip-6 --no-header-files --no-man-pages \
	  --generate-cds-archive --output build/runtime
	@rm -f build/runtime/lib/server/classes_nocoops.jsa build/jlink.aotconf
	@touch $@

$(VENV)/.installed: kernel/wheel/requirements.lock
	@$(NEED) "Python 3.11 or later" python3 $(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))"
	@$(NEED) "Python's venv and ensurepip modules" python3-venv $(PYTHON) -c "import venv, ensurepip"
	@echo "Making $(VENV) with JupyterLab (half a minute)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

$(KERNEL): build/jars.checked build/docs/.made $(VENV)/.installed $(addprefix kernel/wheel/,install.py answers.py jvm.args kernel.json start peaberry-server.json entry_points.txt logo-svg.svg) $(wildcard kernel/wheel/peaberry/*.*)
	@echo "Installing the kernel, and training its ahead-of-time cache (ten seconds)"
	@$(BIN)/python kernel/wheel/install.py --java "$$(cat build/java-home)"

build/bench-venv/.installed: $(PYTESTS)/bench/requirements.lock
	$(PYTHON) -m venv build/bench-venv
	build/bench-venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

build/pytorch-venv/.installed: $(PYTESTS)/pytorch/requirements.lock
	@echo "Making build/pytorch-venv (some minutes; PyTorch for Linux brings CUDA: 6 GB on disk)"
	@$(PYTHON) -m venv build/pytorch-venv
	@build/pytorch-venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

build/hub-venv/.installed: kernel/wheel/requirements.lock $(HUB)/requirements.lock
	@$(PYTHON) -m venv build/hub-venv
	@build/hub-venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps $(^:%=-r %)
	@touch $@

build/nbgrader-venv/.installed: $(PYTESTS)/nbgrader/requirements.lock
	$(PYTHON) -m venv build/nbgrader-venv
	build/nbgrader-venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

build/lock-venv/.installed: Makefile
	@$(PYTHON) -m venv build/lock-venv
	@build/lock-venv/bin/python -m pip install -q --disable-pip-version-check uv==0.13.9
	@touch $@

build/frontends-venv/.installed: $(PYTESTS)/frontends/requirements.lock
	$(PYTHON) -m venv build/frontends-venv
	build/frontends-venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

# The tests, from the quick and basic to the slow and whole; each leaves JUnit XML

check: setup
	$(BIN)/python notebooks/sources/build.py --check
	$(WITH_JDK) $(MVN) test -Dtest='!*FuzzTest'
	@$(MAKE) --no-print-directory test-conformance

test:
	@$(PYTHON) $(PYTESTS)/all_layers.py

# What Maven needs is there before the tests: a download that stalls is tried again, a test is not.
test-unit: build/jars
	@rm -rf */target/surefire-reports lib/target/dist lib/target/sources $(LESSONS) build/jars
	$(WITH_JDK) $(MVN) verify
	@touch build/jars

# Two files at a time, for most of these tests wait.
test-python: setup
	$(WITH_JDK) $(PYTEST) -n 2 --dist loadfile $(filter-out %conformance.py %test_wheel.py %test_nbgrader.py %test_frontends.py,$(wildcard $(PYTESTS)/test_*.py))

test-conformance: setup
	$(WITH_JDK) PEABERRY_KERNEL=java $(PYTEST) $(wildcard $(PYTESTS)/test_*conformance.py)

test-wheel: wheel
	$(PYTEST) $(PYTESTS)/test_wheel.py

test-nbgrader: setup build/nbgrader-venv/.installed
	$(PYTEST) $(PYTESTS)/test_nbgrader.py

test-frontends: setup build/frontends-venv/.installed
	$(PYTEST) $(PYTESTS)/test_frontends.py

# Two at a time: a notebook's kernel hardly ever fills a second core. What looks at one notebook stays together.
test-notebooks: setup
	$(PYTEST) -n 2 --dist loadgroup notebooks/sources

test-browser: setup build/frontends-venv/.installed $(BROWSER_TESTS)/node_modules/.installed
	@$(NEED) "Chromium or Chrome, for the browser test" chromium $(BROWSER_TESTS)/find-chromium
	@mkdir -p build/tests
	CHROMIUM="$$($(BROWSER_TESTS)/find-chromium)" node --test --test-concurrency=2 \
	  --test-reporter=spec --test-reporter-destination=stdout \
	  --test-reporter=junit --test-reporter-destination=build/tests/$@.xml $(BROWSER_TESTS)/*.test.mjs

%/node_modules/.installed: %/package-lock.json
	@$(NEED) "Node.js 20 or later" nodejs node -e "process.exit(+(parseInt(process.versions.node) < 20))"
	@$(NEED) "npm" npm npm --version
	npm ci --silent --prefix $*
	@touch $@
