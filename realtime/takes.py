class Takes:
    def __init__(self, link, warn): self.link=link; self.warn=warn; self.r=None; self.path=None
    def heard(self,*a): pass
    def start(self, path):
        from realtime.recorder import Recorder
        self.path=path
        self.r=Recorder(self.link, path, self.link.sample_rate, 2, self.warn); self.r.start()
    def stop(self):
        if self.r: self.r.stop()
