# Guichet. The two commands a newcomer needs are `make run` and `make test`.
#
# Everything they use is installed by this file: Debian packages (packaging/need-packages,
# with sudo when not root) and Go tools at pinned versions, into .tools/bin.

SHELL       := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

export GOTOOLCHAIN := local
TOOLS := $(CURDIR)/.tools/bin
export PATH := $(TOOLS):$(PATH)

GOLANGCI_VERSION  := v2.15.0
GOFUMPT_VERSION   := v0.12.0
GOTESTSUM_VERSION := v1.13.0
PDFCPU_VERSION    := v0.15.0

# What the tests need beyond Go: a C compiler for the race detector, strace to inject disk
# faults, FUSE to cut the power; the fonts; Unicode's test data; other programs that read our PDF files;
# glpsol to check our linear programs; LibreOffice to open our workbooks; a Linux that is a program, to mount sticks of FAT.
TEST_PACKAGES := gcc libc6-dev strace fuse3 fonts-noto-core fonts-material-design-icons-iconfont unicode-data poppler-utils qpdf zbar-tools glpk-utils libreoffice-calc user-mode-linux dosfstools mtools dbus cups-daemon cups-client cups-filters cups-ipp-utils

# What the windows need: headers to build the toolkit, its only C; fonts and Mesa to run it anywhere.
RUN_PACKAGES := gcc libc6-dev pkg-config libgl1-mesa-dev libx11-dev libxcursor-dev libxrandr-dev libxinerama-dev libxi-dev \
	libxxf86vm-dev libwayland-dev libxkbcommon-dev libgl1-mesa-dri fonts-noto-core fonts-material-design-icons-iconfont

# The toolkit without its pictures of faces, and without asking at each change of a screen which goroutine it is on: that took
# a third of the time of a touch. `make day` lets it ask.
TAGS := no_emoji,migrated_fynedo

# What plays a day in the windows: a display without a screen, and a hand.
DAY_PACKAGES := xvfb xauth xdotool libgl1-mesa-dri

# The folders that hold Go.
SOURCES := assets brochures cmd kiosk queue

# Packages whose goroutines meet: these are tested once more under the race detector.
RACE := ./queue/hub/... ./queue/journal/... ./queue/orientation/... ./kiosk/...

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.PHONY: run
run: bin/guichet ## open the desk of the demonstration town: every window, a few people waiting
	bin/guichet --data bin/demonstration

.PHONY: day
day: ## play a desk's day in the real windows, under the race detector, with fingers that wobble
	packaging/need-packages $(RUN_PACKAGES) $(DAY_PACKAGES)
	CGO_ENABLED=1 go build -race -tags no_emoji,trace -o bin/guichet-day ./cmd/guichet
	GUICHET_DAY=$(CURDIR)/bin/guichet-day CGO_ENABLED=0 go test -count=1 -v ./cmd/internal/day

.PHONY: screens
screens: ## pictures of every screen, in every language, shape and size, into bin/screens
	packaging/need-packages fonts-noto-core fonts-material-design-icons-iconfont
	mkdir -p bin/screens
	GUICHET_PICTURES=$(CURDIR)/bin/screens CGO_ENABLED=0 go test -count=1 -run Pictures ./kiosk/screen

.PHONY: bin/guichet
bin/guichet:
	packaging/need-packages $(RUN_PACKAGES)
	CGO_ENABLED=1 go build -tags $(TAGS) -o bin/guichet ./cmd/guichet

.PHONY: build
build: bin/guichet ## build both programs into bin/
	CGO_ENABLED=0 go build -o bin/guichetctl ./cmd/guichetctl

.PHONY: test
test: packages lint build test-pure test-race day ## everything: packages, lint, build, tests, race tests, a day in the windows

.PHONY: test-pure
# The tag replaces the toolkit's driver by one without a screen, so that the kiosk too is checked without C.
test-pure: $(TOOLS)/gotestsum $(TOOLS)/pdfcpu
	CGO_ENABLED=0 gotestsum --format pkgname -- -tags ci -shuffle=on ./...

.PHONY: test-race
test-race: $(TOOLS)/gotestsum
	CGO_ENABLED=1 gotestsum --format pkgname -- -race -short -shuffle=on $(RACE)
	CGO_ENABLED=1 gotestsum --format pkgname -- -race -run 'Shelf|Ban' ./brochures/content

.PHONY: lint
lint: $(TOOLS)/golangci-lint $(TOOLS)/gofumpt ## formatting, imports that may point one way only, static checks
	@test -z "$$(gofumpt -l $(SOURCES))" || { gofumpt -d $(SOURCES); echo 'run: make format'; exit 1; }
	CGO_ENABLED=0 golangci-lint run --build-tags ci --allow-parallel-runners ./...

.PHONY: format
format: $(TOOLS)/gofumpt ## rewrite the sources as gofumpt wants them
	gofumpt -w $(SOURCES)

.PHONY: bench
bench: ## speed, as ratios against this disk and WeasyPrint measured in the same run
	packaging/need-packages $(TEST_PACKAGES) weasyprint
	CGO_ENABLED=0 go test -run 'TestCallsAreExclusive|TestLogStaysShort' -v ./queue/hub
	CGO_ENABLED=0 go test -run '^$$' -bench . -benchtime 2s ./queue/...
	CGO_ENABLED=0 go test -run '^$$' -bench . -benchtime 20x ./brochures ./brochures/content ./kiosk/ui ./cmd/internal/printing

.PHONY: contact-sheet
contact-sheet: ## the first pages of all brochures in one picture, docs/brochures.png
	packaging/need-packages $(TEST_PACKAGES) imagemagick
	CGO_ENABLED=0 go build -o bin/guichetctl ./cmd/guichetctl
	.ci/contact-sheet docs/brochures.png

.PHONY: extraction
extraction: ## the words that readers of PDF get back from our leaflets and from Chromium's (docs/text.md)
	packaging/need-packages $(TEST_PACKAGES) chromium nodejs npm
	CGO_ENABLED=0 go build -o bin/guichetctl ./cmd/guichetctl
	cd .ci/extraction && npm install --silent && node measure.mjs ../../brochures/testdata/declaration ../../bin/guichetctl
	cd .ci/extraction && node measure.mjs ../../brochures/testdata/numbers ../../bin/guichetctl
	cd .ci/extraction && node prose.mjs node_modules/.prose && node measure.mjs node_modules/.prose ../../bin/guichetctl

.PHONY: soak
soak: packages ## the long tests: 1,000 kills, a million schedules, long fuzzing
	GUICHET_SOAK=1 CGO_ENABLED=0 go test -count=1 -timeout 3h ./queue/... ./cmd/guichetctl/... ./cmd/internal/...
	packaging/need-packages $(RUN_PACKAGES) $(DAY_PACKAGES)
	CGO_ENABLED=1 go build -tags $(TAGS),trace -o bin/guichet-trace ./cmd/guichet
	GUICHET_SOAK=1 GUICHET_DAY=$(CURDIR)/bin/guichet-trace CGO_ENABLED=0 go test -count=1 -timeout 1h -v -run 'Speed|Idle|Screens' ./cmd/internal/day
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzCommands -fuzztime 10m ./queue
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzApply -fuzztime 10m ./queue
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzImport -fuzztime 10m ./queue/orientation
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzAnswer -fuzztime 10m ./kiosk/paper/ipp
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzOfficeAnswers -fuzztime 10m -fuzzminimizetime 1x ./kiosk/paper
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzRollAnswers -fuzztime 10m -fuzzminimizetime 1x ./kiosk/paper
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzEncode -fuzztime 10m ./kiosk/paper
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzSet -fuzztime 10m ./brochures/typeset
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzLeaflet -fuzztime 10m -fuzzminimizetime 1x ./brochures
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzLoad -fuzztime 10m -fuzzminimizetime 1x ./brochures/content
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzRedaction -fuzztime 10m -fuzzminimizetime 1x ./brochures/content
	CGO_ENABLED=0 go test -run '^$$' -fuzz FuzzImport -fuzztime 10m -fuzzminimizetime 1x ./brochures/content

.PHONY: packages
packages:
	packaging/need-packages $(TEST_PACKAGES)

$(TOOLS)/golangci-lint: Makefile
	GOBIN=$(TOOLS) go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI_VERSION)
	@touch $@
$(TOOLS)/gofumpt: Makefile
	GOBIN=$(TOOLS) go install mvdan.cc/gofumpt@$(GOFUMPT_VERSION)
	@touch $@
$(TOOLS)/gotestsum: Makefile
	GOBIN=$(TOOLS) go install gotest.tools/gotestsum@$(GOTESTSUM_VERSION)
	@touch $@
$(TOOLS)/pdfcpu: Makefile
	GOBIN=$(TOOLS) go install github.com/pdfcpu/pdfcpu/cmd/pdfcpu@$(PDFCPU_VERSION)
	@touch $@
